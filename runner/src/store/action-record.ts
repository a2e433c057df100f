import type { Digest } from '../base/digest.ts';
import { getOwn } from '../base/own-property.ts';
import type { ActionKey } from '../hash/action-key.ts';
import type { Tree } from '../hash/tree.ts';
import type { ActionId } from '../pipeline/model.ts';
import { DamagedRecordError } from './errors.ts';

export type { Tree } from '../hash/tree.ts';

/** What is stored with a result: enough to restore it, to explain it, and to find damage. */
export interface ActionRecord {
  readonly recordVersion: 1;
  readonly keyDigest: Digest;
  readonly key: ActionKey;
  readonly action: ActionId;
  /** Output name → its tree. */
  readonly outputs: Readonly<Record<string, Tree>>;
  /**
   * For explaining: path of a module, relative to the pipeline's folder → digest of what it contributes to the bundles.
   */
  readonly modules?: Readonly<Record<string, Digest>>;
  /** For explaining: the packages that the key's packages depend on, name → `version integrity`. */
  readonly dependencies?: Readonly<Record<string, string>>;
  /** For explaining: each input's sources (action → tree digest). */
  readonly sources: Readonly<Record<string, Readonly<Record<ActionId, Digest>>>>;
  /** What the stage recorded about where it ran: engine, versions, device. */
  readonly provenance: Readonly<Record<string, string | number | boolean>>;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly peakMemoryMiB: number;
  /** Blob with the stage's log. */
  readonly log: Digest;
  /** SHA-256 of the record's canonical JSON without this field. */
  readonly checksum: Digest;
}

/** Output name → digest of its tree. */
export function outputDigestsOf({ outputs }: Pick<ActionRecord, 'outputs'>): Record<string, Digest> {
  return Object.fromEntries(Object.entries(outputs).map(([name, { digest }]) => [name, digest]));
}

/** An output's tree in a record. @throws DamagedRecordError when the record lacks it: its key names all outputs */
export function treeOf(record: ActionRecord, output: string): Tree {
  const tree = getOwn(record.outputs, output);
  if (tree === undefined) throw new DamagedRecordError(record.keyDigest, `has no output '${output}'`);
  return tree;
}
