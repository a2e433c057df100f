import type { Digest } from '../../base/digest.ts';
import type { JsonValue } from '../../base/json.ts';
import type { ActionKey } from '../../hash/action-key.ts';
import type { ActionRecord } from '../../store/action-record.ts';

/** One thing that differs between an action's key and that of its last result. */
export interface KeyChange {
  /** Path in the key: `params.epochs`, `inputs.data`, `program`, `files.scripts/count.py`. */
  readonly field: string;
  readonly before: JsonValue | undefined;
  readonly after: JsonValue | undefined;
  /** In words, on one line. Of many names it has the first few. */
  readonly text: string;
  /** All names: changed modules of the program, actions that an input comes from, or packages that a package depends on. */
  readonly names?: readonly string[];
}

/** What is kept beside a key to explain a change by name. */
export interface KeyDetails {
  readonly key: ActionKey;
  readonly modules: Readonly<Record<string, Digest>>;
  readonly dependencies: Readonly<Record<string, string>>;
  /** Input name → source action → digest of its tree. */
  readonly sources: Readonly<Record<string, Readonly<Record<string, Digest>>>>;
}

/** What a stored record keeps of its key. */
export function detailsOf({ key, modules = {}, dependencies = {}, sources }: ActionRecord): KeyDetails {
  return { key, modules, dependencies, sources };
}
