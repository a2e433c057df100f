import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { writeNpy } from '../../runner/src/formats/npy.ts';
import { addMeasures, readMeasures } from '../../src/results/measures.ts';
import measure from '../../stages/measure.ts';
import { makeCell } from '../results/cells.ts';
import { createContext, inputFolder } from './attack-context.ts';
import { makeFolders } from './study-context.ts';

async function writeCell(folder: string, epsilon: number, logProbabilities: number[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'result.json'), JSON.stringify(makeCell({ epsilon, count: 2 }).result));
  const arrays = {
    'log-probabilities': { dtype: 'float32', shape: [2, 2], data: Float32Array.from(logProbabilities) },
    'example-metrics': {
      dtype: 'float32',
      shape: [2, 8],
      data: Float32Array.of(0, 9, 9, 9, 9, 9, 0.1, 1, 1, 9, 9, 9, 9, 9, 0.2, 2),
    },
  } as const;
  for (const [name, array] of Object.entries(arrays)) await writeNpy(join(folder, `${name}.npy`), array);
}

async function runMeasure(
  t: ExecutionContext,
  exported: unknown,
): Promise<{ values: object; folder: string }> {
  const { cells, values } = await makeFolders(t, 'cells', 'values');
  await writeCell(join(cells, 'clean'), 0, [-1, -2, -3, -4]);
  await writeCell(join(cells, 'attacked'), 0.1, [-5, -6, -7, -8]);
  const params = { metric: 'mine', module: 'metrics/mine.ts' };
  const { context } = createContext({
    inputs: { cells: ['clean', 'attacked'].map((name) => inputFolder(join(cells, name), name)) },
    batch: [{ axes: {}, params: params as never, outputs: { values } }],
    modules: { 'metrics/mine.ts': exported },
  });
  await measure(context);
  return {
    values: JSON.parse(await readFile(join(values, 'values.json'), 'utf8')) as object,
    folder: values,
  };
}

test('a metric gets what each cell holds, and the clean predictions of the same model and attack', async (t) => {
  const seen: unknown[] = [];
  const { values } = await runMeasure(t, (input: object) => seen.push(input));
  t.deepEqual(values, { metric: 'mine', values: { 'upstream/clean': 1, 'upstream/attacked': 2 } });
  t.deepEqual(seen[1], {
    count: 2,
    classes: 2,
    logProbabilities: Float32Array.of(-5, -6, -7, -8),
    cleanLogProbabilities: Float32Array.of(-1, -2, -3, -4),
    labels: Uint8Array.of(0, 1),
    linf: Float32Array.of(0.1, 0.2),
    l2: Float32Array.of(1, 2),
  });
});

for (const [what, exported, message] of [
  ['is no function', {}, /"mine" does not export a function/],
  ['gives no number', () => Number.NaN, /"mine" gave NaN for upstream\/clean/],
] as const) {
  test(`a metric that ${what} fails by name`, async (t) => {
    const error = await t.throwsAsync(runMeasure(t, exported), { code: 'METRIC_FAILED' });
    t.regex(error?.message ?? '', message);
  });
}

test('metrics are columns after the others; rows that are no cell have none', async (t) => {
  const { folder } = await runMeasure(t, ({ linf }: { linf: Float32Array }) =>
    linf.length === 2 ? null : 0,
  );
  const measures = await readMeasures([folder]);
  const table = { columns: ['attack'], rows: [{ attack: 'fgsm' }, { attack: 'worst-case' }] };
  t.deepEqual(addMeasures(table, ['upstream/clean'], new Map([['upstream/clean', { mine: 3 }]])), {
    columns: ['attack', 'mine'],
    rows: [
      { attack: 'fgsm', mine: 3 },
      { attack: 'worst-case', mine: null },
    ],
  });
  t.deepEqual(measures.get('upstream/attacked'), { mine: null });
});

test('a metric may not take the name of a column', (t) => {
  const table = { columns: ['attack'], rows: [{ attack: 'fgsm' }] };
  t.throws(() => addMeasures(table, ['c'], new Map([['c', { attack: 1 }]])), { code: 'ARTIFACT_INVALID' });
});
