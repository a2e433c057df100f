import type { Moment } from './kl-weight.ts';

/** How the learning rate falls: cut where validation stops improving, or along half a cosine over the training. */
export type Schedule = 'plateau' | 'cosine';

/**
 * Learning rate of one mini-batch.
 * `cosine`: η·½·(1 + cos(π·t/T)), t mini-batches of T done (Loshchilov & Hutter 2017, "SGDR", eq. 5, one period).
 * @param plateauRate of the plateau schedule at this epoch; η for cosine, which never cuts it
 */
export function learningRateAt(schedule: Schedule, plateauRate: number, moment: Moment): number {
  if (schedule === 'plateau') return plateauRate;
  const { batch, batches, epoch, epochs } = moment;
  return (plateauRate / 2) * (1 + Math.cos((Math.PI * (epoch + batch / batches)) / epochs));
}
