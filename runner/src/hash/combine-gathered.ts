import { type Digest, digestBytes } from '../base/digest.ts';
import type { AxisPoint } from '../pipeline/model.ts';
import { canonicalJson } from './canonical-json.ts';

/** One source of a gathered input. */
export interface GatheredTree {
  readonly axes: AxisPoint;
  readonly digest: Digest;
}

/**
 * The digest of a gathered input: of the trees of its sources and their axes, in the order in which the stage gets
 * them.
 */
export function combineGathered(sources: readonly GatheredTree[]): Digest {
  return digestBytes(canonicalJson(sources.map(({ axes, digest }) => ({ axes, digest }))));
}
