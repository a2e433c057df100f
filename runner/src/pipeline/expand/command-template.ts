import { isJsonObject, type JsonObject, type JsonValue } from '../../base/json.ts';
import { type CommandLine, findValueFault } from '../command-line.ts';
import type { JsonPath } from '../document/places.ts';
import { listNames, suggestName } from '../document/suggest.ts';
import type { Point } from './expand-axes.ts';
import { compileReference, type Reference, resolveReference, type TemplateScope } from './reference.ts';
import { findShellPlaces, type ShellPlace } from './shell-places.ts';
import { quoteForShell } from './shell-quote.ts';
import { toText } from './template.ts';

/** A command with its templates resolved. */
interface ResolvedCommand {
  /** For the key: what a shell could be given, with the values in it. `${input.NAME}` and `${output.NAME}` stay. */
  readonly command: string;
  /** What runs. */
  readonly commandLine: CommandLine;
}

/** A command line with its templates compiled. */
export interface CommandTemplate {
  /**
   * Calls `onFault` for a template whose value cannot stand where it is; without a fault for one that the action's params
   * do not have.
   * @returns the same object for the same values
   */
  resolve(
    point: Point,
    params: JsonObject,
    onFault: (template: string, fault: string | undefined) => void,
  ): ResolvedCommand;
}

export interface CommandScope extends TemplateScope {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

type Part =
  | string
  | { readonly folder: 'input' | 'output'; readonly name: string; readonly place: ShellPlace }
  | {
      readonly name: string;
      readonly place: ShellPlace;
      readonly reference: Reference | { readonly kind: 'params'; readonly name: string };
    };

/** On Linux one argument has at most 128 KiB. */
const MAX_COMMAND_LENGTH = 100_000;

/** On Linux a process has room for a quarter of its stack's size, 2 MiB as a rule, with its variables. */
const MAX_ALL_VALUES_BYTES = 1_000_000;

/** Names that cannot be meant for the shell. A shell variable has no dot, so `${axs.model}` is a mistake; `${HOME}` and `${x%.txt}` are the shell's. */
const OURS = /^(?:seed|profile|[A-Za-z][A-Za-z0-9_-]*\..*)$/s;

/** Compiles a command line. */
export function compileCommand(command: string, path: JsonPath, scope: CommandScope): CommandTemplate {
  if (command.length > MAX_COMMAND_LENGTH) {
    scope.document.report(
      path,
      `This command is longer than ${MAX_COMMAND_LENGTH} characters, more than a shell takes`,
    );
    return { resolve: () => ({ command: '', commandLine: [] }) };
  }
  const parts: Part[] = [];
  let end = 0;
  for (const [index, place] of findShellPlaces(command, (name) => OURS.test(name))) {
    if (place.kind === 'escaped') continue;
    const name = command.slice(index + 2, command.indexOf('}', index));
    parts.push(command.slice(end, index));
    end = index + name.length + 3;
    const part = compilePart(name, place, path, scope);
    if (part !== undefined) parts.push(part);
  }
  parts.push(command.slice(end));
  return {
    resolve: (point, params, onFault) => {
      let bytes = 0;
      const line = parts.map((part) => {
        if (typeof part === 'string' || 'folder' in part) return part;
        const { name, place, reference } = part;
        const found =
          reference.kind === 'params'
            ? readParam(params, reference.name)
            : resolveReference(reference, point);
        if (found === undefined) onFault(name, undefined);
        const value = toText(found ?? null);
        const fault = findValueFault(value, place);
        if (fault !== undefined) onFault(name, fault);
        bytes += Buffer.byteLength(value);
        return { name, value, place };
      });
      if (bytes > MAX_ALL_VALUES_BYTES)
        onFault('', `The values in this command have ${bytes} bytes, more than a process takes`);
      return { command: line.map(toKeyText).join(''), commandLine: line };
    },
  };
}

function compilePart(name: string, place: ShellPlace, path: JsonPath, scope: CommandScope): Part | undefined {
  const [kind, rest] = splitOnce(name);
  if (kind === 'input' || kind === 'output') {
    checkFolder(name, path, scope);
    const isArithmetic = place.kind === 'arithmetic';
    const fault = isArithmetic ? 'A shell evaluates this place as arithmetic' : findValueFault('/', place);
    if (fault !== undefined) reportFault(name, fault, path, scope);
    return { folder: kind, name: rest, place };
  }
  if (kind === 'params') return { name, place, reference: { kind, name: rest } };
  const others = [
    ...scope.inputs.map((input) => `input.${input}`),
    ...scope.outputs.map((output) => `output.${output}`),
  ];
  const reference = compileReference(name, path, scope, { mayBeStructure: true, others });
  return reference === undefined ? undefined : { name, place, reference };
}

function reportFault(name: string, fault: string, path: JsonPath, { document }: CommandScope): void {
  document.report(path, `\${${name}} cannot stand here. ${fault}`, { span: `\${${name}}` });
}

/**
 * The text that the key has for a part. It is what one would write by hand, so that two commands with one text do the same.
 */
function toKeyText(part: CommandLine[number]): string {
  if (typeof part === 'string') return part;
  if ('folder' in part) return `\${${part.folder}.${part.name}}`;
  const { value, place } = part;
  switch (place.kind) {
    case 'double':
    case 'document':
      return quoteForShell(value, 'double');
    case 'single':
    case 'ansi':
      return quoteForShell(value, 'single');
    case 'literal':
      return value;
    case 'comment':
      return JSON.stringify(value).slice(1, -1);
    default:
      return quoteForShell(value, 'none');
  }
}

/** Reports an input or output that the stage does not have. */
function checkFolder(name: string, path: JsonPath, { document, stage, inputs, outputs }: CommandScope): void {
  const [kind, folder] = splitOnce(name);
  const known = kind === 'input' ? inputs : outputs;
  if (known.includes(folder)) return;
  const near = suggestName(folder, known);
  const message = `Stage ${JSON.stringify(stage)} has no ${kind} ${JSON.stringify(folder)}; ${kind}s: ${listNames(known)}`;
  document.report(path, message, {
    span: `\${${name}}`,
    suggestion: near === undefined ? undefined : `\${${kind}.${near}}`,
  });
}

function splitOnce(name: string): [string, string] {
  const dot = name.indexOf('.');
  return dot === -1 ? [name, ''] : [name.slice(0, dot), name.slice(dot + 1)];
}

function readParam(params: JsonObject, name: string): JsonValue | undefined {
  let value: JsonValue | undefined = params;
  for (const segment of name.split('.'))
    value = isJsonObject(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
  return value;
}
