import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import checksSchema from '../../schemas/artifacts/checks.schema.json' with { type: 'json' };
import metricsSchema from '../../schemas/artifacts/metrics.schema.json' with { type: 'json' };
import provenanceSchema from '../../schemas/artifacts/provenance.schema.json' with { type: 'json' };
import resultSchema from '../../schemas/artifacts/result.schema.json' with { type: 'json' };
import { FigureError } from '../figures/figure-error.ts';
import type { CheckRow } from '../generated/artifacts/checks.ts';
import type { Metrics } from '../generated/artifacts/metrics.ts';
import type { Provenance } from '../generated/artifacts/provenance.ts';
import type { Result } from '../generated/artifacts/result.ts';
import { seedOf } from '../results/axis-folder.ts';
import { readArtifact } from '../results/read-artifact.ts';
import { readResultTable } from '../results/result-table.ts';
import { type FigureFile, readFigures } from './load-figures.ts';
import { parseHistory } from './parse-history.ts';
import type { ReportSources, SourceFolder } from './source-folder.ts';
import type { CellFacts, SourceAction, StudyResults, TrainedModel } from './study-results.ts';

/** What the report tells, read and checked. */
export interface ReportData {
  readonly results: StudyResults;
  readonly figures: readonly FigureFile[];
  /** Folders of the grid's cells, in the order of `results.cells`, for their images. */
  readonly cellFolders: readonly SourceFolder[];
}

/**
 * Reads everything a report is made from, except the example images, of which it shows a few.
 * @throws AggregationError or FigureError naming the first file that is missing or malformed
 */
export async function loadReport(
  sources: ReportSources,
  { profile, seed }: { readonly profile: string; readonly seed?: string | number | undefined },
): Promise<ReportData> {
  const [table] = sources.table;
  if (table === undefined) throw new FigureError('REPORT_INPUT', 'The report has no table input');
  const results: StudyResults = {
    profile,
    seed,
    machine: undefined,
    table: await readResultTable(
      table.path,
      sources.norms.map(({ path }) => path),
    ),
    cells: await Promise.all(sources.cells.map(readCell)),
    models: await Promise.all(sources.histories.map((folder) => readModel(folder, sources.training))),
    checks: (await Promise.all(sources.checks.map(readChecks))).flat(),
    actions: listActions(sources),
  };
  return {
    results,
    figures: (await Promise.all(sources.figures.map(readFigures))).flat(),
    cellFolders: sources.cells,
  };
}

async function readCell(folder: SourceFolder): Promise<CellFacts> {
  const result = await readArtifact<Result>(join(folder.path, 'result.json'), resultSchema);
  return {
    dataset: result.dataset,
    model: result.model,
    bayesian: result.bayesian,
    threat: result.threat,
    attack: result.attack,
    epsilon: result.epsilon,
    attackSamples: result.attackSamples,
    evaluationSamples: result.evaluationSamples,
  };
}

async function readModel(folder: SourceFolder, training: readonly SourceFolder[]): Promise<TrainedModel> {
  const record = training.find((candidate) => candidate.action === folder.action);
  return {
    repeat: seedOf(folder),
    metrics: await readArtifact<Metrics>(join(folder.path, 'metrics.json'), metricsSchema),
    epochs: parseHistory(await readFile(join(folder.path, 'history.csv'), 'utf8'), folder.path),
    provenance:
      record && (await readArtifact<Provenance>(join(record.path, 'provenance.json'), provenanceSchema)),
  };
}

function readChecks({ path }: SourceFolder): Promise<CheckRow[]> {
  return readArtifact<CheckRow[]>(join(path, 'checks.json'), checksSchema);
}

function listActions(sources: ReportSources): SourceAction[] {
  const kinds: [string, readonly SourceFolder[]][] = [
    ['Tables', sources.table],
    ['Checks', sources.checks],
    ['Gradient norms', sources.norms],
    ['Figures', sources.figures],
    ['Training histories', sources.histories],
    ['Training records', sources.training],
    ['Attack cells', sources.cells],
  ];
  return kinds.flatMap(([kind, folders]) => folders.map(({ action, digest }) => ({ kind, action, digest })));
}
