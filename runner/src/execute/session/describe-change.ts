import type { Digest } from '../../base/digest.ts';
import { isJsonObject, type JsonValue } from '../../base/json.ts';
import type { ModuleKey } from '../../hash/action-key.ts';
import { canonicalJson } from '../../hash/canonical-json.ts';
import { comparePackages, describePackageChanges } from './describe-package-change.ts';
import type { KeyChange, KeyDetails } from './key-details.ts';
import { shorten } from './shorten.ts';
import { ownMember, unionOfKeys } from './union-of-keys.ts';

/** Lists what changed from one key to another, with what a reader looks for first at the beginning. */
export function describeChanges(before: KeyDetails, after: KeyDetails): KeyChange[] {
  return [
    ...plainChanges('params', before.key.params, after.key.params),
    ...inputChanges(before, after),
    ...programChanges(before, after),
    ...moduleChanges(before, after),
    ...describePackageChanges(before, after),
    ...fileChanges(before.key.files ?? {}, after.key.files ?? {}),
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
    valueChange(`${field}.${name}`, ownMember(before, name), ownMember(after, name)),
  );
}

/** By name: the digests of two contents tell a reader nothing. */
function fileChanges(
  before: Readonly<Record<string, Digest>>,
  after: Readonly<Record<string, Digest>>,
): KeyChange[] {
  return unionOfKeys(before, after).flatMap((name) => {
    const [was, is] = [ownMember(before, name), ownMember(after, name)];
    if (was === is) return [];
    const how = was === undefined ? 'is new' : is === undefined ? 'is gone' : 'changed';
    return [{ field: `files.${name}`, before: was, after: is, text: `file ${name} ${how}` }];
  });
}

/** Goes down into objects, and into lists of the same length, to the values that differ. */
function valueChange(
  field: string,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): KeyChange[] {
  if (sameJson(before, after)) return [];
  if (isJsonObject(before) && isJsonObject(after)) return plainChanges(field, before, after);
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length)
    return plainChanges(field, Object.fromEntries(before.entries()), Object.fromEntries(after.entries()));
  return [{ field, before, after, text: `${field} ${showValue(before)} → ${showValue(after)}` }];
}

function inputChanges(before: KeyDetails, after: KeyDetails): KeyChange[] {
  return unionOfKeys(before.key.inputs, after.key.inputs).flatMap((name) => {
    const [was, is] = [ownMember(before.key.inputs, name), ownMember(after.key.inputs, name)];
    if (was === is) return [];
    const sources = changedSources(before, after, name);
    const text = `input ${name}: ${shorten(sources.map((source) => `${source.action} ${howSourceChanged(source)}`))}`;
    return [
      { field: `inputs.${name}`, before: was, after: is, text, names: sources.map(({ action }) => action) },
    ];
  });
}

/** An action that an input comes from, and that is new there, is gone, or gave other bytes. */
export interface ChangedSource {
  readonly action: string;
  readonly was: Digest | undefined;
  readonly is: Digest | undefined;
}

/** The sources in which an input differs between two keys. */
export function changedSources(before: KeyDetails, after: KeyDetails, input: string): ChangedSource[] {
  const [old, now] = [ownMember(before.sources, input) ?? {}, ownMember(after.sources, input) ?? {}];
  return unionOfKeys(old, now)
    .map((action) => ({ action, was: ownMember(old, action), is: ownMember(now, action) }))
    .filter(({ was, is }) => was !== is);
}

/** To follow the action's name. */
export function howSourceChanged({ was, is }: Pick<ChangedSource, 'was' | 'is'>): string {
  if (was === undefined) return 'is new';
  return is === undefined ? 'is gone' : 'gave other bytes';
}

function changedModules(before: KeyDetails, after: KeyDetails): string[] {
  return unionOfKeys(before.modules, after.modules).filter(
    (path) => ownMember(before.modules, path) !== ownMember(after.modules, path),
  );
}

function programChanges(before: KeyDetails, after: KeyDetails): KeyChange[] {
  const [was, is] = [before.key.program, after.key.program];
  if (was === is) return [];
  const modules = changedModules(before, after);
  const where = modules.length === 0 ? 'its code' : shorten(modules);
  return [{ field: 'program', before: was, after: is, text: `code changed: ${where}`, names: modules }];
}

/** Changes of modules that params name. Modules that only one key has are left out: the change of the param says it. */
function moduleChanges(before: KeyDetails, after: KeyDetails): KeyChange[] {
  const [old, now] = [before.key.inputModules ?? {}, after.key.inputModules ?? {}];
  return unionOfKeys(old, now).flatMap((name) => {
    const [was, is] = [ownMember(old, name), ownMember(now, name)];
    if (was === undefined || is === undefined || sameModule(was, is)) return [];
    const packages = comparePackages(was.packages, is.packages, before, after).map((change) => ({
      ...change,
      field: `inputModules.${name}.${change.field}`,
      text: `${change.text} (of module ${name})`,
    }));
    if (was.bundle === is.bundle) return packages;
    const files = changedModules(before, after);
    const others = files.filter((file) => file !== name);
    const text = `code changed: module ${name}${others.length === 0 ? '' : ` (${shorten(others)})`}`;
    const field = `inputModules.${name}`;
    return [{ field, before: was.bundle, after: is.bundle, text, names: files }, ...packages];
  });
}

function sameModule(was: ModuleKey, is: ModuleKey): boolean {
  return canonicalJson({ ...was }) === canonicalJson({ ...is });
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
