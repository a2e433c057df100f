/** State of the learning-rate schedule. */
export interface Plateau {
  readonly learningRate: number;
  /** Lowest loss seen. */
  readonly best: number | null;
  /** Epochs since then. */
  readonly badEpochs: number;
}

export interface PlateauOptions {
  /** Epochs without improvement that are put up with. */
  readonly patience: number;
  /** What the learning rate is multiplied with after that. */
  readonly factor: number;
}

/** An improvement smaller than this share of the best loss does not count. */
const THRESHOLD = 1e-4;
/** A cut smaller than this is not made. */
const SMALLEST_CUT = 1e-8;

/** One epoch of torch.optim.lr_scheduler.ReduceLROnPlateau with its other settings at their defaults. */
export function stepPlateau(state: Plateau, loss: number, { patience, factor }: PlateauOptions): Plateau {
  if (state.best === null || loss < state.best * (1 - THRESHOLD)) {
    return { ...state, best: loss, badEpochs: 0 };
  }
  const badEpochs = state.badEpochs + 1;
  if (badEpochs <= patience) return { ...state, badEpochs };
  const cut = state.learningRate * factor;
  return {
    ...state,
    badEpochs: 0,
    learningRate: state.learningRate - cut > SMALLEST_CUT ? cut : state.learningRate,
  };
}
