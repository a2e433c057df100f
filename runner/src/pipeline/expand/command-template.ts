import { isJsonObject, type JsonObject, type JsonValue } from '../../base/json.ts';
import type { JsonPath } from '../document/places.ts';
import { listNames, suggestName } from '../document/suggest.ts';
import type { Point } from './expand-axes.ts';
import { compileReference, type Reference, resolveReference, type TemplateScope } from './reference.ts';
import { type QuoteState, quoteForShell, scanQuotes } from './shell-quote.ts';
import { toText } from './template.ts';

/** A command line with its templates compiled. `${input.NAME}` and `${output.NAME}` stay, for the command runner. */
export interface CommandTemplate {
  /** Calls `onUnknownParam` for a `${params.NAME}` that the action's params do not have. */
  resolve(point: Point, params: JsonObject, onUnknownParam: (name: string) => void): string;
}

export interface CommandScope extends TemplateScope {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

type Part =
  | string
  | {
      readonly quotes: QuoteState;
      readonly reference: Reference | { readonly kind: 'params'; readonly name: string };
    };

/** On Linux one argument has at most 128 KiB. */
const MAX_COMMAND_LENGTH = 100_000;

/** Names that cannot be meant for the shell. A shell variable has no dot, so `${axs.model}` is a mistake; `${HOME}` and `${x%.txt}` are the shell's. */
const OURS = /^(?:seed|profile|[A-Za-z][A-Za-z0-9_-]*\..*)$/s;

/** Compiles a command line. Values are quoted for the shell, in the way that the quotes around the template need. */
export function compileCommand(command: string, path: JsonPath, scope: CommandScope): CommandTemplate {
  const parts: Part[] = [];
  let end = 0;
  if (command.length > MAX_COMMAND_LENGTH) {
    scope.document.report(
      path,
      `This command is longer than ${MAX_COMMAND_LENGTH} characters, more than a shell takes`,
    );
    return { resolve: () => '' };
  }
  for (const match of command.matchAll(/\$\{([^{}]*)\}/g)) {
    const name = match[1] ?? '';
    if (!OURS.test(name) || isFolder(name, path, scope)) continue;
    parts.push(command.slice(end, match.index));
    end = match.index + match[0].length;
    const quotes = scanQuotes(command.slice(0, match.index));
    if (name.startsWith('params.'))
      parts.push({ quotes, reference: { kind: 'params', name: name.slice('params.'.length) } });
    else {
      const others = [
        ...scope.inputs.map((input) => `input.${input}`),
        ...scope.outputs.map((output) => `output.${output}`),
      ];
      const reference = compileReference(name, path, scope, { mayBeStructure: true, others });
      if (reference !== undefined) parts.push({ quotes, reference });
    }
  }
  parts.push(command.slice(end));
  return {
    resolve: (point, params, onUnknownParam) =>
      parts
        .map((part) => {
          if (typeof part === 'string') return part;
          const { reference, quotes } = part;
          const value =
            reference.kind === 'params'
              ? readParam(params, reference.name)
              : resolveReference(reference, point);
          if (value === undefined && reference.kind === 'params') onUnknownParam(reference.name);
          return quoteForShell(toText(value ?? null), quotes);
        })
        .join(''),
  };
}

/** Whether a template names an input or output. Reports one that the stage does not have. */
function isFolder(name: string, path: JsonPath, { document, stage, inputs, outputs }: CommandScope): boolean {
  const [kind, folder] = splitOnce(name);
  if (kind !== 'input' && kind !== 'output') return false;
  const known = kind === 'input' ? inputs : outputs;
  if (known.includes(folder)) return true;
  const near = suggestName(folder, known);
  const message = `Stage ${JSON.stringify(stage)} has no ${kind} ${JSON.stringify(folder)}; ${kind}s: ${listNames(known)}`;
  document.report(path, message, {
    span: `\${${name}}`,
    suggestion: near === undefined ? undefined : `\${${kind}.${near}}`,
  });
  return true;
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
