import { join } from 'node:path';
import { PipelineError } from '../../runner/src/base/errors.ts';
import { readNpy } from '../../runner/src/formats/npy.ts';
import resultSchema from '../../schemas/artifacts/result.schema.json' with { type: 'json' };
import { exampleColumns } from '../attacks/grid/example-metrics.ts';
import type { Result } from '../generated/artifacts/result.ts';
import type { MetricDefinition } from '../metrics/definition.ts';
import { readArtifact } from './read-artifact.ts';
import type { SourceFolder } from './source-folder.ts';

const WIDTH = exampleColumns.length;

/** A user's own metric cannot be computed. */
class MetricError extends PipelineError {
  constructor(name: string, problem: string, hint: string) {
    super('METRIC_FAILED', `The metric ${JSON.stringify(name)} ${problem}`, { hint });
  }
}

/** The folder of a cell that the attack-grid stage wrote, and its action. */
type CellFolder = Pick<SourceFolder, 'path' | 'action'>;

/**
 * Computes a metric of every cell from the files of the cell. Nothing is attacked again.
 * @param metric the default export of the user's module, not yet checked
 * @returns action of the cell → value
 * @throws ArtifactError where a result.json is missing or malformed; MetricError where the metric is no function or gives neither a number nor null; TensorFileError where a cell's
 * arrays cannot be read. What the metric itself throws passes through.
 */
export async function measureCells(
  name: string,
  metric: unknown,
  cells: readonly CellFolder[],
): Promise<Record<string, number | null>> {
  if (typeof metric !== 'function') {
    throw new MetricError(name, 'does not export a function', 'Have its module export one as its default.');
  }
  const cleanFolders = await findCleanCells(cells);
  const values: Record<string, number | null> = {};
  for (const cell of cells) {
    values[cell.action] = await measureCell(
      name,
      metric as MetricDefinition,
      cell,
      cleanFolders.get(cell.action),
    );
  }
  return values;
}

async function measureCell(
  name: string,
  metric: MetricDefinition,
  { path, action }: CellFolder,
  cleanFolder: string | undefined,
): Promise<number | null> {
  const { shape, data } = await readNpy(join(path, 'log-probabilities.npy'));
  const [count = 0, classes = 0] = shape;
  const examples = (await readNpy(join(path, 'example-metrics.npy'))).data as Float32Array;
  const column = (wanted: (typeof exampleColumns)[number]): Float32Array =>
    Float32Array.from({ length: count }, (_, row) => examples[row * WIDTH + exampleColumns.indexOf(wanted)]!);
  const clean =
    cleanFolder === undefined ? undefined : await readNpy(join(cleanFolder, 'log-probabilities.npy'));
  const value = metric({
    count,
    classes,
    logProbabilities: data as Float32Array,
    ...(clean === undefined ? {} : { cleanLogProbabilities: clean.data as Float32Array }),
    labels: Uint8Array.from(column('label')),
    linf: column('linf'),
    l2: column('l2'),
  });
  if (value === null || (typeof value === 'number' && Number.isFinite(value))) return value;
  throw new MetricError(
    name,
    `gave ${String(value)} for ${action}`,
    'Give a finite number, or null where there is none.',
  );
}

/** For each cell, the folder of the cell of the same model and attack at ε = 0, whose images are the clean ones. */
async function findCleanCells(cells: readonly CellFolder[]): Promise<Map<string, string>> {
  const described = await Promise.all(
    cells.map(async (cell) => {
      const result = await readArtifact<Result>(join(cell.path, 'result.json'), resultSchema);
      return { ...cell, result, subject: describeSubject(result) };
    }),
  );
  const clean = new Map(
    described.filter(({ result }) => result.epsilon === 0).map(({ subject, path }) => [subject, path]),
  );
  return new Map(
    described.flatMap(({ action, subject }): [string, string][] => {
      const path = clean.get(subject);
      return path === undefined ? [] : [[action, path]];
    }),
  );
}

/** What two cells have in common if one of them is the other at ε = 0: everything that does not depend on ε. */
function describeSubject(result: Result): string {
  const { dataset, model, network, threat, attack, settings, attackSamples, evaluationSamples, count } =
    result;
  const { seed, surrogate } = result as { readonly seed?: unknown; readonly surrogate?: string };
  return JSON.stringify([
    ...[dataset, model, network, surrogate, seed, threat],
    ...[attack, settings, attackSamples, evaluationSamples, count],
  ]);
}
