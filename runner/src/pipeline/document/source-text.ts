/** A text that problems point into: pipeline.json, a params schema, or one `--set` argument. */
export interface SourceText {
  /** What the user calls it: `pipeline.json`, `--set`. */
  readonly label: string;
  readonly text: string;
}

/** A span of a source text. Offsets and lengths in UTF-16 units, as editors count columns. */
export interface Place {
  readonly source: SourceText;
  readonly offset: number;
  readonly length: number;
}

export interface LineColumn {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** The whole line, without its end. */
  readonly sourceLine: string;
}

/** Where the lines of the last text begin. Problems usually come from one text, so its lines are found once. */
let known: { readonly text: string; readonly starts: readonly number[] } | undefined;

/** Line, column and text of the line at an offset. Lines end with `\n` or `\r\n`. */
export function findLineColumn(text: string, offset: number): LineColumn {
  if (known?.text !== text) known = { text, starts: listLineStarts(text) };
  const { starts } = known;
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  const start = starts[low] ?? 0;
  const end = starts[low + 1];
  const sourceLine = text.slice(start, end === undefined ? text.length : end - 1).replace(/\r$/, '');
  return { line: low + 1, column: offset - start + 1, sourceLine };
}

function listLineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
