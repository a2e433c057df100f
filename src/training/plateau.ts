/** State of the learning-rate schedule. */
export interface Plateau {
  readonly learningRate: number;
  /** Lowest loss seen. */
  readonly best: number | null;
  /** Epochs since then. */
  readonly badEpochs: number;
}

export interface PlateauOptions {
  /** How many epochs without improvement are accepted. */
  readonly patience: number;
  /** The learning rate is then multiplied by this. */
  readonly factor: number;
}

/** A smaller improvement, relative to the best loss, does not count. */
const THRESHOLD = 1e-4;
/** A smaller cut of the learning rate is not made. */
const SMALLEST_CUT = 1e-8;

/** One epoch of torch.optim.lr_scheduler.ReduceLROnPlateau, with the defaults of its other settings. */
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
