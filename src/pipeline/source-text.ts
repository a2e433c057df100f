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

/** Line, column and text of the line at an offset. Lines end with `\n` or `\r\n`. */
export function findLineColumn(text: string, offset: number): LineColumn {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < start; at = text.indexOf('\n', at + 1)) line++;
  const sourceLine = text.slice(start, end === -1 ? text.length : end).replace(/\r$/, '');
  return { line, column: offset - start + 1, sourceLine };
}
