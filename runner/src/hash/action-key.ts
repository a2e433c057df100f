import { type Digest, digestBytes } from '../base/digest.ts';
import type { JsonObject } from '../base/json.ts';
import type { AxisPoint } from '../pipeline/model.ts';
import { canonicalJson } from './canonical-json.ts';

/**
 * Everything that may change an action's result, and nothing else (docs/reference/action-key.md).
 * Stored whole beside the result, so that every "why did it run" is answered from it.
 */
export interface ActionKey {
  /** A change of this struct's meaning is a miss, never a wrong hit. */
  readonly keyVersion: 1;
  /** Name and axes: two actions never share a seed, or a result, by accident. */
  readonly stage: string;
  readonly axes: AxisPoint;
  /** Names of the outputs: an output added or renamed is another result. */
  readonly outputs: readonly string[];
  /** SHA-256 of the program's bundle: code it uses, without comments, formatting and unused code. */
  readonly program?: Digest;
  /** npm packages the bundle reaches: `name` → `version integrity`. */
  readonly packages?: Readonly<Record<string, string>>;
  readonly params: JsonObject;
  /** Modules that params name, each as `program` and `packages` cover the program. Absent where there are none. */
  readonly inputModules?: Readonly<Record<string, ModuleKey>>;
  /** Input name → tree digest (or the digest of the list of gathered trees): not the producer's key, which gives early cut-off. */
  readonly inputs: Readonly<Record<string, Digest>>;
  readonly command?: string;
  /** Path relative to the pipeline's folder → digest. */
  readonly files?: Readonly<Record<string, Digest>>;
  /** Declared environment variables: value, or null where unset. */
  readonly env?: Readonly<Record<string, string | null>>;
  readonly seed: number;
  /** Declared threads, not what the machine has: sums in another order give other bits. */
  readonly threads: number;
  /** Only with `pinEngine`. */
  readonly engine?: string;
}

/** A module that params name. */
export interface ModuleKey {
  /** SHA-256 of its bundle. */
  readonly bundle: Digest;
  /** npm packages the bundle reaches: `name` → `version integrity`. */
  readonly packages: Readonly<Record<string, string>>;
}

/** Digest of the key's canonical JSON: the name of the action's record in the cache. */
export function digestActionKey(key: ActionKey): Digest {
  return digestBytes(canonicalJson(key));
}
