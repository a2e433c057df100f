import { type Digest, isDigest } from '../base/digest.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../base/json.ts';
import { joinWords } from '../base/words.ts';
import { parseJson } from '../pipeline/document/parse-json.ts';
import { type JsonPath, Places } from '../pipeline/document/places.ts';
import { createProblem, type Problem } from '../pipeline/document/problem.ts';
import type { Place, SourceText } from '../pipeline/document/source-text.ts';
import type { ActionId } from '../pipeline/model.ts';
import { InvalidLockFileError } from './errors.ts';
import type { LockedAction, LockedProfile, LockFile } from './lock-file.ts';
import { renderLockFile } from './render-lock-file.ts';

/** Marks that git leaves in a file that it could not merge. */
const CONFLICT_MARKER = /^(?:<{7}|\|{7}|={7}|>{7})(?: |$)/m;

/** One fault may be in thousands of lines. The first few are enough. */
const MAX_PROBLEMS = 20;

/**
 * Reads the text of a lock file.
 * @param label what the user calls it, for messages
 * @throws InvalidLockFileError with line and column
 */
export function parseLockFile(text: string, label: string): LockFile {
  const source = { label, text };
  const conflict = CONFLICT_MARKER.exec(text);
  if (conflict !== null) {
    const place = { source, offset: conflict.index, length: 7 };
    throw new InvalidLockFileError([createProblem(place, 'This merge conflict is not resolved')]);
  }
  return readQuickly(text) ?? readWithPlaces(source);
}

/**
 * A quick check of a lock file that will be updated later. Finds unresolved merges, and text that does not begin or end
 * like a
 * lock file. Does not parse it.
 * @throws InvalidLockFileError
 */
export function skimLockFile(text: string, label: string): void {
  const looksSound =
    text.startsWith('{\n  "lockVersion": 1,\n  "profiles": {') &&
    text.endsWith('}\n}\n') &&
    !CONFLICT_MARKER.test(text);
  if (!looksSound) parseLockFile(text, label);
}

/** The usual case: exactly the text that we write. Anything else is checked in detail. */
function readQuickly(text: string): LockFile | undefined {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch (error) {
    // readWithPlaces finds the place where it stops being JSON.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const faults: Fault[] = [];
  const lock = readLock(value, faults);
  // Also finds what JSON.parse accepts: a name that occurs twice.
  return faults.length === 0 && renderLockFile(lock) === text ? lock : undefined;
}

function readWithPlaces(source: SourceText): LockFile {
  const places = new Places();
  const { value, place, problems } = parseJson(source, places);
  if (value === undefined) throw new InvalidLockFileError(problems);
  const faults: Fault[] = [];
  const lock = readLock(value, faults);
  if (faults.length === 0) return lock;
  throw new InvalidLockFileError(
    faults.slice(0, MAX_PROBLEMS).map((fault) => locate(fault, value, places, place)),
  );
}

interface Fault {
  readonly path: JsonPath;
  readonly message: string;
  /** The name itself is wrong, not its value. */
  readonly isName?: true;
}

function locate({ path, message, isName }: Fault, root: JsonValue, places: Places, whole: Place): Problem {
  const { key, value } = places.locate(root, path, whole);
  return createProblem(isName ? key : value, message);
}

function readLock(value: JsonValue, faults: Fault[]): LockFile {
  const lock = new Map<string, LockedProfile>();
  if (!hasMembers(value, ['lockVersion', 'profiles'], [], faults)) return lock;
  if (value.lockVersion !== 1) {
    const message = 'Expected version 1: this file is of another version of pipeline';
    faults.push({ path: ['lockVersion'], message });
    return lock;
  }
  const { profiles } = value;
  if (!isJsonObject(profiles)) {
    faults.push({ path: ['profiles'], message: 'Expected an object: profile → actions' });
    return lock;
  }
  for (const [name, actions] of Object.entries(profiles)) {
    if (isJsonObject(actions)) lock.set(name, readProfile(actions, ['profiles', name], faults));
    else faults.push({ path: ['profiles', name], message: 'Expected an object: action → key and outputs' });
  }
  return lock;
}

function readProfile(actions: JsonObject, path: JsonPath, faults: Fault[]): LockedProfile {
  const profile = new Map<ActionId, LockedAction>();
  for (const id of Object.keys(actions)) {
    const entry = readAction(actions[id]!, [...path, id], faults);
    if (entry !== undefined) profile.set(id, entry);
  }
  return profile;
}

function readAction(value: JsonValue, path: JsonPath, faults: Fault[]): LockedAction | undefined {
  if (!hasMembers(value, ['key', 'outputs'], path, faults)) return undefined;
  const { key, outputs } = value;
  if (!isDigest(key)) {
    faults.push({ path: [...path, 'key'], message: 'Expected a digest (64 hex digits)' });
    return undefined;
  }
  if (!isJsonObject(outputs)) {
    faults.push({ path: [...path, 'outputs'], message: 'Expected an object: output → digest' });
    return undefined;
  }
  for (const name of Object.keys(outputs)) {
    if (isDigest(outputs[name])) continue;
    faults.push({ path: [...path, 'outputs', name], message: 'Expected a digest (64 hex digits)' });
    return undefined;
  }
  return { key, outputs: outputs as Record<string, Digest> };
}

/** Whether a value is an object with exactly these members. */
function hasMembers<Name extends string>(
  value: JsonValue,
  names: readonly Name[],
  path: JsonPath,
  faults: Fault[],
): value is JsonObject & Record<Name, JsonValue> {
  const before = faults.length;
  if (!isJsonObject(value)) {
    faults.push({ path, message: `Expected an object with ${joinWords(names)}` });
    return false;
  }
  for (const name of names) {
    if (!Object.hasOwn(value, name))
      faults.push({ path, message: `Expected a member ${JSON.stringify(name)}` });
  }
  for (const name of Object.keys(value)) {
    if ((names as readonly string[]).includes(name)) continue;
    faults.push({ path: [...path, name], message: `Unknown member ${JSON.stringify(name)}`, isName: true });
  }
  return faults.length === before;
}
