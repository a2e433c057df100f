import type { ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** What a command gets in addition to its own options. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** Absolute path of the folder that `-C` names, else the working folder. */
  baseDir(): string;
  /** Sets the exit code of a command that ends without an error. It is 0 unless this is called. */
  exitWith(code: ExitCode): void;
}

/** Writes one JSON document, the answer of a command under `--json`. */
export function writeJson(context: CommandContext, value: unknown): void {
  context.terminal.write(`${JSON.stringify(value, null, 2)}\n`);
}

export function writeLines(context: CommandContext, lines: readonly string[]): void {
  if (lines.length > 0) context.terminal.write(`${lines.join('\n')}\n`);
}
