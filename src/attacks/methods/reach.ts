import type { AttackSettings } from '../attack.ts';

/**
 * How far from x an iterate can be after some steps of length α, as `SteppingAttack.reach` asks.
 * Steps of a length that depends on ε are shared by no two ε's from the first step on.
 * @param distance that `taken` steps of length α cannot exceed, rounding included
 */
function reachOfSteps(
  { alpha, relativeAlpha }: AttackSettings,
  taken: number,
  distance: (alpha: number) => number,
): number {
  if (taken === 0) return 0;
  return relativeAlpha === undefined ? distance(alpha!) : Number.POSITIVE_INFINITY;
}

/**
 * Reach of `taken` sign steps, in ℓ∞. Each moves a pixel by α at most. Rounding a float32 sum of numbers around 1 adds at
 * most half of 2⁻²³; four times as much is allowed for, because the bounds x ± ε are rounded too.
 */
export function reachOfSignSteps(settings: AttackSettings, taken: number): number {
  return reachOfSteps(settings, taken, (alpha) => taken * alpha * (1 + 2 ** -20) + (taken + 2) * 2 ** -22);
}

/**
 * Reach of `taken` steps of Euclidean length α, in ℓ2. Allowed for are twice the rounding of norms summed over `pixels`
 * float32 squares, and twice that of each pixel's sum.
 */
export function reachOfUnitSteps(settings: AttackSettings, taken: number, pixels: number): number {
  return reachOfSteps(
    settings,
    taken,
    (alpha) => taken * alpha * (1 + pixels * 2 ** -22) + taken * Math.sqrt(pixels) * 2 ** -22,
  );
}
