import { type Digest, digestBytes, isDigest } from '../base/digest.ts';
import { findNameFault, findPathFault } from '../base/safe-path.ts';
import type { ActionKey } from '../hash/action-key.ts';
import { canonicalJson } from '../hash/canonical-json.ts';
import { digestTree, type Tree } from '../hash/tree.ts';
import type { ActionRecord } from './action-record.ts';
import { isMapOf, isObject, isText, isTextList } from './shapes.ts';

type Shape = Readonly<Record<string, unknown>>;

/**
 * Reads a stored record and checks everything in it.
 * @returns the record, or in words what is wrong with it
 */
export function parseRecord(text: string, keyDigest: Digest): ActionRecord | { readonly fault: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { fault: 'is not JSON' };
  }
  if (!isObject(value)) return { fault: 'is not a JSON object' };
  const fault = findRecordFault(value, keyDigest);
  return fault === undefined ? (value as unknown as ActionRecord) : { fault };
}

/** SHA-256 of the canonical JSON of a record without its `checksum`. */
export function checksumRecord(record: Omit<ActionRecord, 'checksum'>): Digest {
  return digestBytes(canonicalJson(record));
}

function findRecordFault(record: Shape, keyDigest: Digest): string | undefined {
  const { checksum, ...content } = record;
  if (record.recordVersion !== 1) return `has the unknown version ${JSON.stringify(record.recordVersion)}`;
  if (checksum !== digestAny(content)) return 'does not match its checksum';
  // The checksum protects against accidents. The other checks protect against records that another program wrote.
  if (record.keyDigest !== keyDigest) return 'is filed under the key of another action';
  if (!isObject(record.key) || digestAny(record.key) !== keyDigest)
    return 'holds another key than it is filed under';
  if (typeof record.action !== 'string' || findPathFault(record.action) !== undefined)
    return 'names no action';
  return (
    findKeyFault(record.key) ??
    findOutputsFault(record.outputs, record.key as unknown as ActionKey) ??
    findDigestsFault(record.modules ?? {}, 'modules') ??
    findTextsFault(record.dependencies ?? {}) ??
    findSourcesFault(record.sources) ??
    findFactsFault(record)
  );
}

/** Code that explains a key relies on its shape. */
function findKeyFault(key: Shape): string | undefined {
  const {
    keyVersion,
    stage,
    axes,
    params,
    inputs,
    seed,
    threads,
    packages,
    inputModules,
    files,
    env,
    program,
    command,
    engine,
  } = key;
  const isFact = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);
  const isSound =
    keyVersion === 1 &&
    isText(stage) &&
    isMapOf(axes, isFact) &&
    isTextList(key.outputs) &&
    isObject(params) &&
    isMapOf(inputs, isDigest) &&
    typeof seed === 'number' &&
    typeof threads === 'number' &&
    isMapOf(packages ?? {}, isText) &&
    isMapOf(inputModules ?? {}, isModuleKey) &&
    isMapOf(files ?? {}, isDigest) &&
    isMapOf(env ?? {}, (value) => value === null || isText(value)) &&
    (program === undefined || isDigest(program)) &&
    [command, engine].every((value) => value === undefined || isText(value));
  return isSound ? undefined : 'has a key that we did not make';
}

function isModuleKey(value: unknown): boolean {
  return isObject(value) && isDigest(value.bundle) && isMapOf(value.packages, isText);
}

function findOutputsFault(outputs: unknown, key: ActionKey): string | undefined {
  if (!isObject(outputs)) return 'has no outputs';
  const names = Object.keys(outputs).sort();
  if (!Array.isArray(key.outputs) || canonicalJson(names) !== canonicalJson(key.outputs.toSorted())) {
    return 'has other outputs than its key declares';
  }
  for (const name of names) {
    const fault = findNameFault(name) ?? findTreeFault(outputs[name]);
    if (fault !== undefined) return `has an output '${name}' that ${fault}`;
  }
  return undefined;
}

/** What is wrong with a tree: its shape, its order, a path that leaves the folder, its digest. Undefined: nothing. */
export function findTreeFault(value: unknown): string | undefined {
  if (!isObject(value) || !Array.isArray(value.entries)) return 'is not a tree';
  const folders = value.emptyFolders;
  if (folders !== undefined && (!isTextList(folders) || folders.length === 0)) return 'is not a tree';
  for (const entry of value.entries as unknown[]) {
    if (!isObject(entry) || typeof entry.path !== 'string' || !isDigest(entry.digest))
      return 'has an entry that is no file';
    if (!Number.isSafeInteger(entry.size) || (entry.size as number) < 0) return 'has an entry without a size';
    if (typeof entry.executable !== 'boolean') return 'has an entry that is no file';
  }
  const tree = value as unknown as Tree;
  const pathFault = findPathsFault(
    tree.entries.map(({ path }) => path),
    tree.emptyFolders ?? [],
  );
  if (pathFault !== undefined) return pathFault;
  return tree.digest === digestTree(tree) ? undefined : 'does not match its digest';
}

function findPathsFault(files: readonly string[], emptyFolders: readonly string[]): string | undefined {
  for (const list of [files, emptyFolders]) {
    for (const [i, path] of list.entries()) {
      const fault = findPathFault(path);
      if (fault !== undefined) return `has the path ${JSON.stringify(path)}, which ${fault}`;
      if (i > 0 && path <= (list[i - 1] ?? '')) return 'has paths out of order';
    }
  }
  // A path is a file, an empty folder or a folder with content, and never two of these.
  const leaves = new Set([...files, ...emptyFolders]);
  if (leaves.size !== files.length + emptyFolders.length) return 'has one path twice';
  for (const path of leaves) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      if (leaves.has(path.slice(0, end)))
        return `has ${JSON.stringify(path)} below something that is no folder`;
    }
  }
  return undefined;
}

function findSourcesFault(sources: unknown): string | undefined {
  if (!isObject(sources)) return 'has no sources';
  for (const [input, digests] of Object.entries(sources)) {
    const fault = findDigestsFault(digests, `sources of '${input}'`);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function findTextsFault(value: unknown): string | undefined {
  return isMapOf(value, isText) ? undefined : 'has dependencies without versions';
}

function findDigestsFault(value: unknown, what: string): string | undefined {
  return isObject(value) && Object.values(value).every(isDigest) ? undefined : `has ${what} without digests`;
}

function findFactsFault({
  provenance,
  startedAt,
  durationMs,
  peakMemoryMiB,
  log,
}: Shape): string | undefined {
  const isFact = (fact: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof fact);
  if (!isObject(provenance) || !Object.values(provenance).every(isFact)) return 'has no provenance';
  if (typeof startedAt !== 'string' || Number.isNaN(Date.parse(startedAt))) return 'has no start time';
  if (typeof durationMs !== 'number' || typeof peakMemoryMiB !== 'number')
    return 'has no duration or peak memory';
  return isDigest(log) ? undefined : 'names no log';
}

function digestAny(value: unknown): Digest | undefined {
  try {
    return digestBytes(canonicalJson(value));
  } catch {
    // Lone surrogates, for instance: we did not write this record.
    return undefined;
  }
}
