import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Attack } from '../attack.ts';
import { AttackResultError } from '../errors.ts';
import type { ImageChange } from './measure-change.ts';

/**
 * How far a pixel may be outside [0, 1], and how far a pixel's change may exceed ε. A float32 number near 1 is rounded by
 * at most 2⁻²⁵; an attack that adds and subtracts a few times stays far below this. One step of an 8-bit pixel is 4,000 times as much.
 */
const PIXEL_ROUNDING = 2 ** -20;

/** The most that an attack may move an image at ε, rounding included. `pixels`: number of values in one image. */
export function largestChange(norm: Attack['norm'], epsilon: number, pixels: number): number {
  if (norm === 'linf') return epsilon * (1 + PIXEL_ROUNDING) + PIXEL_ROUNDING;
  // Twice the rounding of a norm that is summed over float32 squares, and of each pixel (see reachOfUnitSteps).
  return epsilon * (1 + pixels * 2 ** -22) + Math.sqrt(pixels) * 2 ** -22;
}

interface CheckedBatch {
  readonly attack: Attack;
  /** The smallest ε that these images stand for. */
  readonly epsilon: number;
  /** Attacked images, [batch, height, width, channels]. */
  readonly examples: Tensor4D;
  readonly change: ImageChange;
  /** Index in the dataset of the batch's first image. */
  readonly first: number;
}

/**
 * Refuses images that an attacker with this ε could not have made. Their cell would count as a result of the attack.
 * @throws AttackResultError ATTACK_NOT_FINITE, ATTACK_PIXEL_RANGE or ATTACK_BUDGET naming the first such image
 */
export function checkBudget({ attack, epsilon, examples, change, first }: CheckedBatch): void {
  const { name, norm } = attack;
  const limit = largestChange(norm, epsilon, examples.size / examples.shape[0]);
  for (const [row, moved] of change[norm].entries()) {
    const place = `image ${first + row} at ε ${epsilon}`;
    // A norm is not finite where a pixel is not. A maximum may ignore NaN, so it could hide such a pixel.
    const pixel = Number.isFinite(change.l2[row]) ? undefined : findNotFinite(examples, row);
    if (pixel !== undefined) {
      throw new AttackResultError(
        'ATTACK_NOT_FINITE',
        `Attack "${name}" returned the pixel ${pixel} for ${place}`,
        'Look for a division by zero, the logarithm of zero, or a setting that is undefined in its code.',
      );
    }
    const [lowest, highest] = [change.lowest[row]!, change.highest[row]!];
    if (!(lowest >= -PIXEL_ROUNDING && highest <= 1 + PIXEL_ROUNDING)) {
      throw new AttackResultError(
        'ATTACK_PIXEL_RANGE',
        `Attack "${name}" returned the pixel ${round(lowest < -PIXEL_ROUNDING ? lowest : highest)} for ${place}, outside [0, 1]`,
        `Clip what it returns: ${projectionOf(norm)} does that.`,
      );
    }
    if (!(moved <= limit)) {
      throw new AttackResultError(
        'ATTACK_BUDGET',
        `Attack "${name}" moved ${place} by ${round(moved)} in ${labelOf(norm)}`,
        `It declares norm "${norm}", so no image may move by more than ε in ${labelOf(norm)}. Return ${projectionOf(norm)}, or declare the norm that it moves in.`,
      );
    }
  }
}

interface CheckedCell {
  readonly epsilon: number;
  readonly linf: Float32Array;
  readonly l2: Float32Array;
}

/**
 * Refuses a stepping attack that changed no image, although some had a gradient to follow. Its cell would show the clean
 * accuracy as robustness.
 * @param attackable number of images that are not misclassified from the start and whose gradient is not zero
 * @throws AttackResultError ATTACK_IDLE
 */
export function checkMoved(attack: Attack, { epsilon, linf }: CheckedCell, attackable: number): void {
  if (!isIdle({ epsilon, linf }) || attackable === 0 || attack.kind !== 'stepping') return;
  throw new AttackResultError(
    'ATTACK_IDLE',
    `Attack "${attack.name}" left all ${linf.length} images as they are at ε ${epsilon}`,
    'Look at its number of steps, the length of a step, and whether step returns what it computed.',
  );
}

/**
 * Says what is allowed but looks like a mistake, for the log: a search that found nothing, or an attack on ℓ∞ that stays in
 * the much smaller ball of ℓ2.
 * @returns undefined where nothing looks wrong
 */
export function describeSuspicion({ name, norm }: Attack, cell: CheckedCell): string | undefined {
  const { epsilon, linf, l2 } = cell;
  if (isIdle(cell)) return `Attack "${name}" left all ${linf.length} images as they are at ε ${epsilon}.`;
  const [linfMax, l2Max] = [Math.max(...linf), Math.max(...l2)];
  const isEuclidean = l2Max <= epsilon * 1.001 && l2Max >= epsilon * 0.99 && linfMax < epsilon * 0.9;
  if (norm !== 'linf' || epsilon === 0 || !isEuclidean) return undefined;
  return `Attack "${name}" declares norm "linf", but at ε ${epsilon} no image moved by more than ε in ℓ2 either. Does it project in ℓ2?`;
}

/** Below this ε rounding may leave every pixel where it is. */
function isIdle({ epsilon, linf }: Pick<CheckedCell, 'epsilon' | 'linf'>): boolean {
  return epsilon > PIXEL_ROUNDING && linf.every((change) => change === 0);
}

function findNotFinite(examples: Tensor4D, row: number): number | undefined {
  const pixels = tf.tidy(() => tf.slice(examples, row, 1).dataSync());
  return pixels.find((pixel) => !Number.isFinite(pixel));
}

function projectionOf(norm: Attack['norm']): string {
  return `${norm === 'linf' ? 'projectLinf' : 'projectL2'}(candidate, images, epsilon)`;
}

function labelOf(norm: Attack['norm']): string {
  return norm === 'linf' ? 'ℓ∞' : 'ℓ2';
}

function round(value: number): number {
  return Number(value.toPrecision(7));
}
