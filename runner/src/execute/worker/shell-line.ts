import {
  type CommandFolder,
  type CommandLine,
  type CommandValue,
  findValueFault,
} from '../../pipeline/command-line.ts';
import type { ActionId } from '../../pipeline/model.ts';
import { ActionError } from '../errors.ts';

/** An action's command, and the folders that it may name. */
export interface ShellTask {
  readonly action: ActionId;
  readonly command: CommandLine;
  /** Absolute folders; a gathered input has several, which become as many arguments. */
  readonly folders: {
    readonly input: Readonly<Record<string, string | readonly string[]>>;
    readonly output: Readonly<Record<string, string>>;
  };
}

/** Variables of the shell that hold values. */
const VARIABLE = 'PIPELINE_VALUE_';

/** Takes the variables out of what the command's own processes get. The shell itself still has them. */
const HIDE = `export -n "\${!${VARIABLE}@}"; `;

/**
 * The script for bash, and the variables that hold the values in it. A value never becomes part of the script, so nothing in
 * it can be run, whatever it is; the quotes around a reference to a variable say how its place keeps it in one piece.
 * @throws ActionError COMMAND_FAILED for a folder whose name cannot stand where the command has it
 */
export function writeShellLine({ action, command, folders }: ShellTask): {
  readonly script: string;
  readonly variables: Readonly<Record<string, string>>;
} {
  const names = new Map<string, string>();
  const refer = (value: string): string => {
    const name = names.get(value) ?? `${VARIABLE}${names.size}`;
    names.set(value, name);
    return `\${${name}}`;
  };
  const listFolders = ({ folder: kind, name }: CommandFolder): readonly string[] => {
    const folder = folders[kind][name];
    // The loader checks names, so this is a fault of ours.
    if (folder === undefined) throw new Error(`No ${kind} '${name}' for the command of ${action}.`);
    return [folder].flat();
  };
  const script = command
    .map((part) => {
      if (typeof part === 'string') return part;
      const values = 'folder' in part ? listFolders(part) : [part.value];
      for (const value of values) {
        const fault = findValueFault(value, part.place);
        if (fault !== undefined)
          throw new ActionError('COMMAND_FAILED', action, `${JSON.stringify(value)}: ${fault}.`);
      }
      return values.map((value) => writeValue(value, part.place, refer)).join(' ');
    })
    .join('');
  const variables = Object.fromEntries([...names].map(([value, name]) => [name, value]));
  return { script: names.size === 0 ? script : HIDE + script, variables };
}

function writeValue(value: string, place: CommandValue['place'], refer: (value: string) => string): string {
  switch (place.kind) {
    case 'double':
    case 'document':
    case 'comment':
      return refer(value);
    case 'single':
      return `'"${refer(value)}"'`;
    case 'ansi':
      return `'"${refer(value)}"$'`;
    case 'braces':
      // A shell expands {1..9} before variables.
      return /^-?\w+$/.test(value) ? value : `"${refer(value)}"`;
    case 'literal':
    case 'arithmetic':
      return value;
    default:
      return `"${refer(value)}"`;
  }
}
