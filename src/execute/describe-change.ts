import type { ActionKey } from '../hash/action-key.ts';
import { canonicalJson } from '../hash/canonical-json.ts';
import type { Digest } from '../hash/digest.ts';
import type { JsonValue } from '../pipeline/json.ts';

/** One thing that differs between an action's key and that of its last result. */
export interface KeyChange {
  /** Path in the key: `params.epochs`, `inputs.data`, `program`, `files.scripts/count.py`. */
  readonly field: string;
  readonly before: JsonValue | undefined;
  readonly after: JsonValue | undefined;
  /** In words, on one line. */
  readonly text: string;
}

/** What is kept beside a key to explain a change by name. */
export interface KeyDetails {
  readonly key: ActionKey;
  readonly modules: Readonly<Record<string, Digest>>;
  /** Input name → source action → digest of its tree. */
  readonly sources: Readonly<Record<string, Readonly<Record<string, Digest>>>>;
}

/** Lists what changed from one key to another, in the order a reader wants to hear it. */
export function describeChanges(before: KeyDetails, after: KeyDetails): KeyChange[] {
  return [
    ...plainChanges('params', before.key.params, after.key.params),
    ...inputChanges(before, after),
    ...programChanges(before, after),
    ...plainChanges('packages', before.key.packages ?? {}, after.key.packages ?? {}),
    ...plainChanges('files', before.key.files ?? {}, after.key.files ?? {}),
    ...plainChanges('env', before.key.env ?? {}, after.key.env ?? {}),
    ...(['command', 'seed', 'threads', 'outputs', 'engine', 'keyVersion'] as const).flatMap((field) =>
      valueChange(
        field,
        before.key[field] as JsonValue | undefined,
        after.key[field] as JsonValue | undefined,
      ),
    ),
  ];
}

function plainChanges(
  field: string,
  before: Readonly<Record<string, JsonValue>>,
  after: Readonly<Record<string, JsonValue>>,
): KeyChange[] {
  return unionOfKeys(before, after).flatMap((name) =>
    valueChange(`${field}.${name}`, before[name], after[name]),
  );
}

function valueChange(
  field: string,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): KeyChange[] {
  if (sameJson(before, after)) return [];
  return [{ field, before, after, text: `${field} ${showValue(before)} → ${showValue(after)}` }];
}

function inputChanges(before: KeyDetails, after: KeyDetails): KeyChange[] {
  return unionOfKeys(before.key.inputs, after.key.inputs).flatMap((name) => {
    const [was, is] = [before.key.inputs[name], after.key.inputs[name]];
    if (was === is) return [];
    const [oldSources, newSources] = [before.sources[name] ?? {}, after.sources[name] ?? {}];
    const causes = unionOfKeys(oldSources, newSources).flatMap((action) => {
      if (oldSources[action] === newSources[action]) return [];
      if (oldSources[action] === undefined) return [`${action} is new`];
      if (newSources[action] === undefined) return [`${action} is gone`];
      return [`${action} gave other bytes`];
    });
    return [{ field: `inputs.${name}`, before: was, after: is, text: `input ${name}: ${shorten(causes)}` }];
  });
}

function programChanges(before: KeyDetails, after: KeyDetails): KeyChange[] {
  const [was, is] = [before.key.program, after.key.program];
  if (was === is) return [];
  const modules = unionOfKeys(before.modules, after.modules).filter(
    (path) => before.modules[path] !== after.modules[path],
  );
  const where = modules.length === 0 ? 'its code' : shorten(modules);
  return [{ field: 'program', before: was, after: is, text: `code changed: ${where}` }];
}

function unionOfKeys(a: object, b: object): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}

function sameJson(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return canonicalJson(a) === canonicalJson(b);
}

function showValue(value: JsonValue | undefined): string {
  if (value === undefined) return '(none)';
  const text = JSON.stringify(value);
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}

function shorten(items: readonly string[], most = 3): string {
  const shown = items.slice(0, most).join(', ');
  return items.length > most ? `${shown} and ${items.length - most} more` : shown;
}
