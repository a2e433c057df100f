import { stripVTControlCharacters } from 'node:util';

const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';
const ERASE_BELOW = '\u001b[J\u001b[G';
const ERASE_REST_OF_LINE = '\u001b[K';

/**
 * Draws lines in place on a terminal and writes only what changed. It never draws more lines than the terminal has rows, so
 * that nothing is pushed into the scrollback, where it could not be erased.
 */
export class LinePainter {
  readonly #write: (text: string) => void;
  #shown: readonly string[] = [];
  #columns = 0;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  /** @param lines none wider than the terminal */
  paint(
    lines: readonly string[],
    { rows, columns }: { readonly rows: number; readonly columns: number },
  ): void {
    const next = chooseLines(lines, Math.max(1, rows - 1));
    const isFirst = this.#columns === 0;
    const sameShape = next.length === this.#shown.length && columns === this.#columns;
    const text = sameShape ? this.#drawChanges(next) : `${this.#erase(columns)}${next.join('\n')}\n`;
    this.#shown = next;
    this.#columns = columns;
    if (text !== '') this.#write(isFirst ? `${HIDE_CURSOR}${text}` : text);
  }

  /** Erases what was drawn and gives the cursor back. */
  clear(columns: number): void {
    if (this.#columns === 0) return;
    this.#write(`${this.#erase(columns)}${SHOW_CURSOR}`);
    this.#shown = [];
    this.#columns = 0;
  }

  #drawChanges(next: readonly string[]): string {
    let text = '';
    for (const [index, line] of next.entries()) {
      if (line === this.#shown[index]) continue;
      const up = next.length - index;
      text += `\u001b[${up}A\r${line}${ERASE_REST_OF_LINE}\u001b[${up}B\r`;
    }
    return text;
  }

  /** The cursor is below the last line. A terminal that was made narrower has broken lines into several rows. */
  #erase(columns: number): string {
    const rows = this.#shown.reduce(
      (sum, line) =>
        sum + Math.max(1, Math.ceil(stripVTControlCharacters(line).length / Math.max(1, columns))),
      0,
    );
    return rows === 0 ? '' : `\r\u001b[${rows}A${ERASE_BELOW}`;
  }
}

/** What fits: stages that are done go first, from the top, then those that wait, from the bottom. */
function chooseLines(lines: readonly string[], most: number): readonly string[] {
  let excess = lines.length - most;
  if (excess <= 0) return lines;
  const dropped = new Set<number>();
  const drop = (indexes: Iterable<number>, isLess: (text: string) => boolean): void => {
    for (const index of indexes) {
      if (excess <= 0) return;
      if (dropped.has(index) || !isLess(stripVTControlCharacters(lines[index] ?? ''))) continue;
      dropped.add(index);
      excess -= 1;
    }
  };
  drop(lines.keys(), (text) => /^[✔√↓]/.test(text));
  drop([...lines.keys()].reverse(), (text) => /^[◼■]/.test(text));
  drop([...lines.keys()].reverse(), () => true);
  return lines.filter((_, index) => !dropped.has(index));
}
