import type { AttackRow } from '../generated/artifacts/table.ts';

/** Largest ε of the small range, for both norms, as in the paper. */
export const smallRangeEnd = 0.05;
/** The large range reaches at least to here, so that figures of different runs can be compared. */
export const largeRangeEnd = 0.5;

/** Whether an ε belongs to the small range. Its end may have been computed in floating point, hence the margin. */
export function isSmallEpsilon(epsilon: number): boolean {
  return epsilon <= smallRangeEnd + 1e-9;
}

/** The ε beyond which more ε changes nothing for an attack, α · steps; undefined for single-step attacks. */
export function reachOf(
  attack: string,
  rows: readonly Pick<AttackRow, 'attack' | 'alpha' | 'steps'>[],
): number | undefined {
  const reaches = rows
    .filter((row) => row.attack === attack && row.alpha != null && row.steps != null)
    .map((row) => row.alpha! * row.steps!);
  return reaches.length === 0 ? undefined : Math.max(...reaches);
}

/** Whether an attack's steps are long enough together to go as far as its ε, α · steps ≥ ε. True where that is not known. */
export function reachesEpsilon({
  alpha,
  steps,
  epsilon,
}: {
  readonly alpha?: number | null | undefined;
  readonly steps?: number | null | undefined;
  readonly epsilon: number;
}): boolean {
  // α · steps may have been rounded.
  return alpha == null || steps == null || alpha * steps >= epsilon * (1 - 1e-9);
}
