import recordSchema from '../../../schemas/artifacts/record.schema.json' with { type: 'json' };
import type { CheckRow } from '../../generated/artifacts/checks.ts';
import type { GradientNormRow } from '../../generated/artifacts/norms.ts';
import type { Record as ResultsRecord } from '../../generated/artifacts/record.ts';
import type { SurvivalRow } from '../../generated/artifacts/survival.ts';
import { readArtifact } from '../../results/read-artifact.ts';
import {
  type AttackRow,
  type CleanRow,
  listCleanRepeats,
  listRepeatRows,
} from '../../results/result-table.ts';
import type { EpochRow } from '../parse-history.ts';
import { ReportError } from '../report-error.ts';
import {
  type CellFacts,
  pickCellFacts,
  pickProvenance,
  type SourceAction,
  type StudyResults,
  type TrainedModel,
  type TrainingProvenance,
} from '../study-results.ts';
import { type PackedOutcomes, unpackOutcomes } from './pack-outcomes.ts';
import { type PackedTable, unpackTable } from './packed-table.ts';

/** Columns that the page reads. A record of an older or newer version may have other columns too. */
const readColumns = {
  table:
    'dataset model bayesian threat attack algorithm norm epsilon accuracy low high count cleanAccuracy zeroGradientShare evaluationSamples attackSamples alpha steps randomStart',
  clean: 'dataset model accuracy low high count nll ece brier beta epochs bestEpoch',
  cells: 'dataset model bayesian threat attack epsilon attackSamples evaluationSamples',
  survival: 'dataset model bayesian threat attack epsilon survival low high count',
  checks: 'name title subject outcome value threshold detail',
  norms: 'dataset model bayesian seed samples l2Mean l2Low l2High signalShare count',
  epochs: 'epoch trainLoss trainAccuracy validationLoss validationAccuracy kl best',
  actions: 'kind action digest',
  outcomes: 'correct',
};

/**
 * Reads the recorded results of another run.
 * @throws ArtifactError when the file is missing or is no record; ReportError when a table in it lacks a column that the
 * report reads
 */
export async function readRecord(file: string): Promise<StudyResults> {
  const record = await readArtifact<ResultsRecord>(file, recordSchema);
  const unpack = <Row>(table: PackedTable, name: keyof typeof readColumns): Row[] => {
    try {
      return unpackTable<Row>(table, readColumns[name].split(' '));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new ReportError(
        `${file}: ${name}: ${error.message}`,
        'Record the results again with scripts/record-results.ts',
      );
    }
  };
  const cells = {
    rows: unpack<AttackRow>(record.table, 'table'),
    ...(record.repeats && { repeats: unpack<AttackRow>(record.repeats, 'table') }),
  };
  const models = {
    clean: unpack<CleanRow>(record.clean, 'clean'),
    ...(record.cleanRepeats && { cleanRepeats: unpack<CleanRow>(record.cleanRepeats, 'clean') }),
  };
  const unpackOutcomesOf = <Row extends { readonly count: number }>(
    rows: readonly Row[],
    name: 'outcomes' | 'cleanOutcomes',
  ) => {
    const packed = record[name] && unpack<PackedOutcomes>(record[name], 'outcomes');
    return packed && { [name]: unpackOutcomes(rows, packed, `${file}: ${name}`) };
  };
  return {
    profile: record.profile,
    seed: record.seed,
    machine: record.machine,
    judgesPaper: record.claims.length > 0,
    table: {
      ...cells,
      ...models,
      survival: unpack<SurvivalRow>(record.survival, 'survival'),
      norms: unpack<GradientNormRow>(record.norms, 'norms'),
      ...unpackOutcomesOf(listRepeatRows(cells), 'outcomes'),
      ...unpackOutcomesOf(listCleanRepeats(models), 'cleanOutcomes'),
    },
    cells: unpack<CellFacts>(record.cells, 'cells').map(pickCellFacts),
    checks: unpack<CheckRow>(record.checks, 'checks').map(markExpected),
    actions: unpack<SourceAction>(record.actions, 'actions'),
    models: record.trainings.map(
      ({ repeat = null, metrics, epochs, provenance }): TrainedModel => ({
        repeat,
        metrics: metrics as unknown as TrainedModel['metrics'],
        epochs: unpack<EpochRow>(epochs, 'epochs'),
        provenance: provenance && pickProvenance(provenance as unknown as TrainingProvenance),
      }),
    ),
  };
}

/**
 * Records of older versions do not say which failures were expected. Their details say so of the pair of cells that was worst:
 * the first of it is the one that should be stronger.
 */
function markExpected(check: CheckRow): CheckRow {
  const [first = ''] = check.detail.split(' less ');
  const isShort = check.outcome === 'failed' && / whose steps reach \S+ only/.test(first);
  const mayBeExpected = check.name !== 'accuracy-falls-with-epsilon';
  return { ...check, expectedByProtocol: check.expectedByProtocol ?? (isShort && mayBeExpected) };
}
