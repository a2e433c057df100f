import type { Moment } from './kl-weight.ts';

/**
 * How the learning rate falls: it is cut when validation stops improving, or follows half a cosine over the training.
 */
export type Schedule = 'plateau' | 'cosine';

/**
 * The learning rate of one mini-batch.
 * `cosine`: η·½·(1 + cos(π·t/T)) after t of T mini-batches (Loshchilov & Hutter 2017, "SGDR", eq. 5, one period).
 * @param plateauRate the rate of the plateau schedule in this epoch; η for `cosine`, which never cuts it
 */
export function learningRateAt(schedule: Schedule, plateauRate: number, moment: Moment): number {
  if (schedule === 'plateau') return plateauRate;
  const { batch, batches, epoch, epochs } = moment;
  return (plateauRate / 2) * (1 + Math.cos((Math.PI * (epoch + batch / batches)) / epochs));
}
