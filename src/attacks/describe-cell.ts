import type { Result } from '../generated/artifacts/result.ts';
import { exampleColumns } from './example-metrics.ts';
import type { Grid } from './grid.ts';
import type { GridCell } from './grid-cell.ts';
import type { GridRequest } from './grid-request.ts';
import { summariseCell } from './summarise-cell.ts';

export type CellSubject = Pick<Result, 'dataset' | 'model' | 'seed' | 'attack' | 'threat' | 'seconds'>;

/** The result.json of a cell: what was attacked, how, and what came of it. */
export function describeCell(cell: GridCell, grid: Grid, request: GridRequest, subject: CellSubject): Result {
  const { attack, model, target, count, classes, attackSamples, evaluationSamples } = request;
  const { dataset, model: name, seed, threat, seconds } = subject;
  return {
    dataset,
    model: name,
    ...(seed === undefined ? {} : { seed }),
    network: model.network,
    bayesian: model.bayesian,
    ...(target === model ? {} : { surrogate: target.network }),
    attack: subject.attack,
    ...(subject.attack === attack.name ? {} : { algorithm: attack.name }),
    norm: attack.norm,
    threat,
    epsilon: cell.epsilon,
    settings: attack.settings,
    restarts: attack.settings.restarts ?? 1,
    dropFooled: request.dropFooled,
    attackSamples,
    evaluationSamples,
    ...summariseCell(cell, {
      clean: grid.clean,
      labels: request.images.labels.subarray(0, count),
      classes,
      sampled: evaluationSamples > 1,
    }),
    zeroGradientShare: grid.zeroGradients / count,
    seconds,
    exampleColumns: [...exampleColumns],
  };
}
