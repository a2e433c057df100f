import type { AttackSettings } from './attack.ts';

/** The settings of a step's length, of which one is given. */
export const stepLengths = ['alpha', 'relativeAlpha'] as const;

/** α itself, or relativeAlpha · ε / steps. */
export function stepLength({ alpha, relativeAlpha, steps }: AttackSettings, epsilon: number): number {
  return relativeAlpha === undefined ? alpha! : (relativeAlpha * epsilon) / steps!;
}

/** The reach of an attack whose steps may depend on ε: as that of steps of length α, or none to rely on. */
export function reachOfSteps(
  { alpha, relativeAlpha }: AttackSettings,
  taken: number,
  reachOf: (alpha: number, taken: number) => number,
): number {
  if (taken === 0) return 0;
  return relativeAlpha === undefined ? reachOf(alpha!, taken) : Number.POSITIVE_INFINITY;
}
