import { hash } from 'node:crypto';
import type { AxisPoint } from '../model.ts';

/**
 * Seed of an action: the first 53 bits of the SHA-256 of (pipeline's seed, stage, axes by name), a safe integer ≥ 0.
 * `axes` are those without the batched ones, so that the actions of a batch share their random numbers; the order
 * in which a stage declares its axes does not matter.
 */
export function deriveSeed(pipelineSeed: number, stage: string, axes: AxisPoint): number {
  const sorted = Object.entries(axes).sort(([a], [b]) => (a < b ? -1 : 1));
  const hex = hash('sha256', JSON.stringify(['seed', 1, pipelineSeed, stage, sorted]), 'hex');
  // 13 digits are 52 bits; the top bit of the next one is the 53rd.
  return Number.parseInt(hex.slice(0, 13), 16) * 2 + (Number.parseInt(hex.charAt(13), 16) >> 3);
}
