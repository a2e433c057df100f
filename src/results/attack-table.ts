import type { CsvValue } from '../../runner/src/formats/csv.ts';
import type { AttackRow } from '../generated/artifacts/table.ts';
import { ArtifactError } from './artifact-error.ts';
import type { AttackedCell } from './read-cells.ts';
import type { WorstCase } from './worst-case.ts';

/** Columns about the quality of the probabilities and about uncertainty. */
export const probabilityColumns = [
  'brier',
  'ece',
  'entropyMean',
  'mutualInformationMean',
  'attackAurocEntropy',
  'attackAurocMutualInformation',
  'errorAurocEntropy',
  'errorAurocMutualInformation',
] as const;

/** Columns of table.csv, in order: the key of a row, then what was measured, then how. */
const attackColumns = [
  'dataset',
  'model',
  'network',
  'bayesian',
  'seed',
  'threat',
  'attack',
  'algorithm',
  'norm',
  'epsilon',
  'accuracy',
  'low',
  'high',
  'count',
  'loss',
  'cleanAccuracy',
  'linfMean',
  'linfMax',
  'l2Mean',
  'l2Max',
  'zeroGradientShare',
  'evaluationSamples',
  'attackSamples',
  'alpha',
  'steps',
  'randomStart',
  'restarts',
  ...probabilityColumns,
] as const satisfies readonly (keyof AttackRow)[];

/** The row of a cell. */
export function toAttackRow({ result, seed, algorithm, norm }: AttackedCell): AttackRow {
  const { interval, perturbation, settings, uncertainty } = result;
  const { alpha, steps, randomStart } = settings as { alpha?: number; steps?: number; randomStart?: boolean };
  return {
    ...subjectOf(result, seed),
    attack: result.attack,
    algorithm,
    norm,
    epsilon: result.epsilon,
    accuracy: result.accuracy,
    low: interval.low,
    high: interval.high,
    count: result.count,
    loss: result.loss,
    cleanAccuracy: result.cleanAccuracy,
    linfMean: perturbation.linfMean,
    linfMax: perturbation.linfMax,
    l2Mean: perturbation.l2Mean,
    l2Max: perturbation.l2Max,
    zeroGradientShare: result.zeroGradientShare,
    evaluationSamples: result.evaluationSamples,
    attackSamples: result.attackSamples,
    alpha: alpha ?? null,
    steps: steps ?? null,
    randomStart: randomStart ?? null,
    restarts: result.restarts ?? null,
    brier: result.brier,
    ece: result.ece,
    entropyMean: uncertainty.entropyMean,
    mutualInformationMean: uncertainty.mutualInformationMean,
    attackAurocEntropy: uncertainty.attackAuroc.entropy,
    attackAurocMutualInformation: uncertainty.attackAuroc.mutualInformation,
    errorAurocEntropy: uncertainty.errorAuroc.entropy,
    errorAurocMutualInformation: uncertainty.errorAuroc.mutualInformation,
  };
}

/** The row of a worst case over attacks. It has no perturbation or loss, because it belongs to no single attack. */
export function toWorstCaseRow({ cells, norm, epsilon, accuracy, low, high }: WorstCase): AttackRow {
  const { result, seed } = cells[0]!;
  const attack = `${WORST_CASE}-${norm}`;
  return {
    ...(Object.fromEntries(attackColumns.map((column) => [column, null])) as unknown as AttackRow),
    ...subjectOf(result, seed),
    attack,
    algorithm: attack,
    norm,
    epsilon,
    accuracy,
    low,
    high,
    count: result.count,
    cleanAccuracy: result.cleanAccuracy,
    evaluationSamples: Math.max(...cells.map((cell) => cell.result.evaluationSamples)),
    attackSamples: Math.max(...cells.map((cell) => cell.result.attackSamples)),
  };
}

function subjectOf(result: AttackedCell['result'], seed: string | null) {
  const { dataset, model, network, bayesian, threat } = result;
  return { dataset, model, network, bayesian, seed, threat };
}

const WORST_CASE = 'worst-case';

/** Whether a row is a worst case over attacks and not an attack of its own. */
export function isWorstCase({ attack }: Pick<AttackRow, 'attack'>): boolean {
  return attack === `${WORST_CASE}-linf` || attack === `${WORST_CASE}-l2`;
}

interface WideTable {
  readonly columns: readonly string[];
  readonly rows: readonly (AttackRow & Readonly<Record<string, CsvValue>>)[];
}

/**
 * The table of all cells, with the metrics of result.json as columns behind the others, sorted by name. A cell without metrics has
 * empty fields there.
 * @param extraRows rows that follow those of the cells
 * @throws ArtifactError ARTIFACT_INVALID where a metric has the name of a column
 */
export function widenByMetrics(cells: readonly AttackedCell[], extraRows: readonly AttackRow[]): WideTable {
  const names = [...new Set(cells.flatMap(({ result }) => Object.keys(result.metrics ?? {})))].sort();
  const taken = names.find((name) => (attackColumns as readonly string[]).includes(name));
  if (taken !== undefined) {
    throw new ArtifactError(
      'ARTIFACT_INVALID',
      'result.json',
      `the metric "${taken}" has the name of a column of the table; give it another`,
    );
  }
  const widen = (row: AttackRow, metrics: Readonly<Record<string, number | null>>) =>
    ({ ...row, ...Object.fromEntries(names.map((name) => [name, metrics[name] ?? null])) }) as AttackRow &
      Record<string, CsvValue>;
  return {
    columns: [...attackColumns, ...names],
    rows: [
      ...cells.map((cell) => widen(toAttackRow(cell), cell.result.metrics ?? {})),
      ...extraRows.map((row) => widen(row, {})),
    ],
  };
}
