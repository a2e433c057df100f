/** The weight of the KL term: a constant, or a scheme over mini-batches or epochs. */
export type Beta = number | 'blundell' | 'soenderby' | 'standard';

/** The position of a mini-batch in the training; batch and epoch count from 0. */
export interface Moment {
  readonly batch: number;
  readonly batches: number;
  readonly epoch: number;
  readonly epochs: number;
}

/**
 * β of one mini-batch, in the loss mean NLL × training-set size + β·KL.
 * - `blundell`: 2^(m−i−1) / (2^m − 1) (Blundell et al. 2015, "Weight uncertainty in neural networks", §3.4)
 * - `soenderby`: min(epoch / (epochs/4), 1) (Sønderby et al. 2016, "Ladder variational autoencoders", warm-up)
 * - `standard`: 1/m (Graves 2011)
 */
export function klWeight(beta: Beta, { batch, batches, epoch, epochs }: Moment): number {
  switch (beta) {
    case 'blundell':
      // Numerator and denominator are divided by 2^m, which overflows from 1,024 batches on.
      return 2 ** -(batch + 1) / (1 - 2 ** -batches);
    case 'soenderby':
      return Math.min(epoch / (epochs / 4), 1);
    case 'standard':
      return 1 / batches;
    default:
      return beta;
  }
}
