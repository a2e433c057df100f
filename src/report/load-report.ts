import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import checksSchema from '../../schemas/artifacts/checks.schema.json' with { type: 'json' };
import metricsSchema from '../../schemas/artifacts/metrics.schema.json' with { type: 'json' };
import provenanceSchema from '../../schemas/artifacts/provenance.schema.json' with { type: 'json' };
import resultSchema from '../../schemas/artifacts/result.schema.json' with { type: 'json' };
import type { CheckRow } from '../generated/artifacts/checks.ts';
import type { Metrics } from '../generated/artifacts/metrics.ts';
import type { Result } from '../generated/artifacts/result.ts';
import { readArtifact } from '../results/read-artifact.ts';
import { readResultTable } from '../results/result-table.ts';
import type { SourceFolder } from '../results/source-folder.ts';
import { repeatOf } from '../results/source-folder.ts';
import { type FigureFile, readFigures } from './load-figures.ts';
import { parseHistory } from './parse-history.ts';
import { ReportError } from './report-error.ts';
import {
  type CellFacts,
  pickCellFacts,
  pickProvenance,
  type SourceAction,
  type StudyResults,
  type TrainedModel,
  type TrainingProvenance,
} from './study-results.ts';

/** Everything a report is made from: folders of earlier stages. */
export interface ReportSources {
  readonly table: readonly SourceFolder[];
  readonly figures: readonly SourceFolder[];
  readonly cells: readonly SourceFolder[];
  readonly histories: readonly SourceFolder[];
  readonly training: readonly SourceFolder[];
  /** With checks.json of the check stage. */
  readonly checks: readonly SourceFolder[];
  /** With norms.json of the gradient-norm stage. */
  readonly norms: readonly SourceFolder[];
}

/** What the report shows, read and checked. */
export interface ReportData {
  readonly results: StudyResults;
  readonly figures: readonly FigureFile[];
  /** Folders of the grid's cells, in the order of `results.cells`, for their images. */
  readonly cellFolders: readonly SourceFolder[];
}

/**
 * Reads everything a report is made from, except the example images, because a page shows only a few of them.
 * @throws ArtifactError or ReportError naming the first file that is missing or malformed
 */
export async function loadReport(
  sources: ReportSources,
  {
    profile,
    seed,
    judgesPaper = false,
  }: {
    readonly profile: string;
    readonly seed?: string | number | undefined;
    readonly judgesPaper?: boolean;
  },
): Promise<ReportData> {
  const [table] = sources.table;
  if (table === undefined) throw new ReportError('The report stage has no input "table"');
  const results: StudyResults = {
    profile,
    seed,
    machine: undefined,
    judgesPaper,
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
  return pickCellFacts(await readArtifact<Result>(join(folder.path, 'result.json'), resultSchema));
}

async function readModel(folder: SourceFolder, training: readonly SourceFolder[]): Promise<TrainedModel> {
  const record = training.find((candidate) => candidate.action === folder.action);
  return {
    repeat: repeatOf(folder),
    metrics: await readArtifact<Metrics>(join(folder.path, 'metrics.json'), metricsSchema),
    epochs: parseHistory(await readFile(join(folder.path, 'history.csv'), 'utf8'), folder.path),
    provenance:
      record &&
      pickProvenance(
        await readArtifact<TrainingProvenance>(join(record.path, 'provenance.json'), provenanceSchema),
      ),
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
