import { type Digest, digestBytes } from '../base/digest.ts';
import type { JsonObject } from '../base/json.ts';
import type { AxisPoint } from '../pipeline/model.ts';
import { canonicalJson } from './canonical-json.ts';

/**
 * Everything that may change an action's result, and nothing else (docs/reference/action-key.md).
 * The whole key is stored with the result, so that every "why did it run" can be answered from it.
 */
export interface ActionKey {
  /** Changes with the meaning of this struct, so that an old result is a miss and never a wrong hit. */
  readonly keyVersion: 1;
  /** Name and axes: two actions never share a seed, or a result, by accident. */
  readonly stage: string;
  readonly axes: AxisPoint;
  /** Names of the outputs. With another output the result is another one. */
  readonly outputs: readonly string[];
  /** SHA-256 of the program's bundle: the code that it uses, without comments, formatting and unused code. */
  readonly program?: Digest;
  /** npm packages that the bundle imports: `name` → `version integrity`. */
  readonly packages?: Readonly<Record<string, string>>;
  readonly params: JsonObject;
  /** Modules that params name, each with its bundle and packages. Absent when there are none. */
  readonly inputModules?: Readonly<Record<string, ModuleKey>>;
  /**
   * Name of an input → tree digest, or the digest of the list of gathered trees. Not the producer's key: when a producer
   * runs
   * again and gives the same bytes, nothing after it has to run.
   */
  readonly inputs: Readonly<Record<string, Digest>>;
  readonly command?: string;
  /** Path relative to the pipeline's folder → digest. */
  readonly files?: Readonly<Record<string, Digest>>;
  /** Declared environment variables: value, or null where unset. */
  readonly env?: Readonly<Record<string, string | null>>;
  readonly seed: number;
  /** The declared threads, not those of the machine. With other threads, sums have another order and other bits. */
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
