import type { ShellPlace } from './expand/shell-places.ts';

/**
 * A command in parts: text for the shell as it is, values that pipeline.json gives, and folders that are known when the
 * command runs.
 */
export type CommandLine = readonly (string | CommandValue | CommandFolder)[];

export interface CommandValue {
  /** What it is called in pipeline.json: `params.alpha`. */
  readonly name: string;
  readonly value: string;
  readonly place: ShellPlace;
}

export interface CommandFolder {
  readonly folder: 'input' | 'output';
  readonly name: string;
  readonly place: ShellPlace;
}

/** On Linux, a variable or an argument of a process has at most 128 KiB. */
const MAX_VALUE_BYTES = 131_000;

/** Why a value cannot reach a command from its place; undefined where it can. */
export function findValueFault(value: string, place: ShellPlace): string | undefined {
  if (place.kind === 'impossible') return place.why;
  if (value.includes('\0')) return 'It has a NUL character, which no command can be given';
  const bytes = Buffer.byteLength(value);
  if (bytes > MAX_VALUE_BYTES)
    return `It has ${bytes} bytes. A command can be given ${MAX_VALUE_BYTES}: put it into a file, and name that in \`files\``;
  // A shell would take 010 for 8, evaluate names, and run commands that stand in brackets.
  if (place.kind === 'arithmetic' && !/^-?(?:0|[1-9]\d{0,17})$/.test(value))
    return 'A shell evaluates this place as arithmetic, and a value there must be a whole number. Set a shell variable to it first';
  if (place.kind === 'literal' && place.stripsTabs && /(?:^|\n)\t/.test(value))
    return 'A shell takes away tabs at the beginning of lines after <<-. Use <<';
  // Else the shell would end the document here, and run the lines after it.
  if (place.kind === 'literal' && value.split('\n').some((line) => line !== '' && place.end.includes(line)))
    return `It may end the here-document. Choose a longer word than ${place.end}`;
  return undefined;
}
