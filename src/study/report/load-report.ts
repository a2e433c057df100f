import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import metricsSchema from '../../../schemas/artifacts/metrics.schema.json' with { type: 'json' };
import provenanceSchema from '../../../schemas/artifacts/provenance.schema.json' with { type: 'json' };
import resultSchema from '../../../schemas/artifacts/result.schema.json' with { type: 'json' };
import type { Metrics } from '../../generated/artifacts/metrics.ts';
import type { Provenance } from '../../generated/artifacts/provenance.ts';
import type { Result } from '../../generated/artifacts/result.ts';
import { readArtifact } from '../aggregation/read-artifact.ts';
import { FigureError } from '../figures/figure-error.ts';
import { type ResultTable, readResultTable } from '../figures/result-table.ts';
import { type EpochAccuracy, parseHistory } from './parse-history.ts';
import type { ReportSources, SourceFolder } from './source-folder.ts';

/** A figure drawn by the plot stage, as SVG text for wide and narrow pages. */
export interface FigureFile {
  readonly figure: string;
  readonly threat: string;
  readonly wide: string;
  /** The same in one column; undefined when the stage that drew it made none. */
  readonly narrow: string | undefined;
}

export interface Cell {
  readonly folder: SourceFolder;
  readonly result: Result;
}

export interface TrainedModel {
  readonly folder: SourceFolder;
  readonly metrics: Metrics;
  readonly epochs: readonly EpochAccuracy[];
  /** How it was trained; undefined when its record was not among the sources. */
  readonly provenance: Provenance | undefined;
}

/** What the report tells, read and checked. */
export interface ReportData {
  readonly table: ResultTable;
  readonly figures: readonly FigureFile[];
  readonly cells: readonly Cell[];
  readonly models: readonly TrainedModel[];
  readonly sources: ReportSources;
}

/**
 * Reads everything a report is made from, except the example images, of which it shows a few.
 * @throws AggregationError or FigureError naming the first file that is missing or malformed
 */
export async function loadReport(sources: ReportSources): Promise<ReportData> {
  const [table] = sources.table;
  if (table === undefined) throw new FigureError('REPORT_INPUT', 'The report has no table input');
  return {
    table: await readResultTable(table.path),
    figures: (await Promise.all(sources.figures.map(readFigures))).flat(),
    cells: await Promise.all(sources.cells.map(readCell)),
    models: await Promise.all(sources.histories.map((folder) => readModel(folder, sources.training))),
    sources,
  };
}

async function readFigures({ path }: SourceFolder): Promise<FigureFile[]> {
  const names = (await readdir(path)).sort();
  const found = names.flatMap((name) => {
    const match = /^(.+)-(transfer|direct)\.svg$/.exec(name);
    return match === null ? [] : [{ name, figure: match[1]!, threat: match[2]! }];
  });
  if (found.length === 0) {
    throw new FigureError('REPORT_INPUT', `${path}: no figure in it`, {
      hint: 'The figures input must be the figure output of the plot stage',
    });
  }
  return Promise.all(
    found.map(async ({ name, figure, threat }) => {
      const narrow = name.replace(/\.svg$/, '.narrow.svg');
      return {
        figure,
        threat,
        wide: await readFile(join(path, name), 'utf8'),
        narrow: names.includes(narrow) ? await readFile(join(path, narrow), 'utf8') : undefined,
      };
    }),
  );
}

async function readCell(folder: SourceFolder): Promise<Cell> {
  return { folder, result: await readArtifact<Result>(join(folder.path, 'result.json'), resultSchema) };
}

async function readModel(folder: SourceFolder, training: readonly SourceFolder[]): Promise<TrainedModel> {
  const record = training.find((candidate) => candidate.action === folder.action);
  return {
    folder,
    metrics: await readArtifact<Metrics>(join(folder.path, 'metrics.json'), metricsSchema),
    epochs: parseHistory(await readFile(join(folder.path, 'history.csv'), 'utf8'), folder.path),
    provenance:
      record && (await readArtifact<Provenance>(join(record.path, 'provenance.json'), provenanceSchema)),
  };
}
