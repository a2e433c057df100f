import test, { type ExecutionContext } from 'ava';
import { readSafetensors } from '../../runner/src/formats/safetensors.ts';
import { readPage } from './read-page.ts';
import { type AxisPlace, makeSmallStudy, type SmallStudy, writeMirror } from './small-study.ts';

/** Does what a page says, and returns what a run then executed. */
async function followPage(
  t: ExecutionContext,
  study: SmallStudy,
  page: string,
  place: AxisPlace,
): Promise<string[]> {
  const { path, code, line } = await readPage(page);
  await study.write(path, code);
  await study.addValue(place, line);
  const outcomes = await study.run(t);
  const again = Object.values(await study.run(t));
  t.true(again.every((outcome) => outcome === 'up-to-date'));
  return Object.keys(outcomes)
    .filter((action) => outcomes[action] !== 'up-to-date')
    .sort();
}

interface Cell {
  readonly accuracy: number;
  readonly count: number;
  readonly perturbation: { readonly linfMax: number };
}

async function readCell(study: SmallStudy, cell: string): Promise<Cell> {
  return JSON.parse(await study.artifact(`attack-grid/${cell}/result/result.json`)) as Cell;
}

test.serial('docs/how-to/add-an-attack.md', async (t) => {
  const study = await makeSmallStudy(t);
  t.deepEqual(await followPage(t, study, 'how-to/add-an-attack.md', ['axes', 'attack']), [
    'aggregate',
    'attack-grid/npy/lenet/direct/fading-steps/0',
    'attack-grid/npy/lenet/direct/fading-steps/0.1',
    'measure/images',
  ]);
  const { perturbation, count } = await readCell(study, 'npy/lenet/direct/fading-steps/0.1');
  t.is(count, 8);
  t.true(perturbation.linfMax > 0.05 && perturbation.linfMax < 0.1 + 1e-6);
  t.regex(await study.artifact('aggregate/table/table.csv'), /,fading-steps,/);
});

test.serial('docs/how-to/add-a-network.md', async (t) => {
  const study = await makeSmallStudy(t);
  t.deepEqual(await followPage(t, study, 'how-to/add-a-network.md', ['axes', 'model']), [
    'aggregate',
    'attack-grid/npy/tiny/direct/fgsm/0',
    'attack-grid/npy/tiny/direct/fgsm/0.1',
    'measure/images',
    'train/npy/tiny',
  ]);
  t.is((await readCell(study, 'npy/tiny/direct/fgsm/0.1')).count, 8);
  const { tensors } = await readSafetensors(
    `${study.folder}/artifacts/train/npy/tiny/model/model.safetensors`,
  );
  // 32 → 14 → 7 with 4 channels: conv 4 of 5×5 at stride 2, pooled by 2.
  t.deepEqual(tensors.get('fc1.weight_rho')?.shape, [16, 4 * 7 * 7]);
});

test.serial('docs/how-to/add-a-dataset.md', async (t) => {
  const study = await makeSmallStudy(t);
  await writeMirror(study, 'squares');
  process.env.PIPELINE_DATA_MIRROR = `${study.folder}/mirror`;
  t.teardown(() => delete process.env.PIPELINE_DATA_MIRROR);
  const executed = await followPage(t, study, 'how-to/add-a-dataset.md', ['axes', 'dataset']);
  t.deepEqual(
    executed.filter((action) => action.includes('/') && !action.startsWith('download/npy')),
    [
      'attack-grid/squares/lenet/direct/fgsm/0',
      'attack-grid/squares/lenet/direct/fgsm/0.1',
      'download/squares',
      'measure/images',
      'preprocess/squares',
      'train/squares/lenet',
    ],
  );
  const description = JSON.parse(await study.artifact('preprocess/squares/data/dataset.json')) as object;
  t.like(description, {
    name: 'squares',
    channels: 1,
    size: 32,
    counts: { train: 51, validation: 13, test: 32 },
  });
});

test.serial('docs/how-to/add-a-metric.md', async (t) => {
  const study = await makeSmallStudy(t);
  const place = ['stages', 'measure', 'axes', 'metric'] as const;
  t.deepEqual(await followPage(t, study, 'how-to/add-a-metric.md', place), [
    'aggregate',
    'measure/confidentErrors',
  ]);
  const [header = '', ...rows] = (await study.artifact('aggregate/table/table.csv')).trimEnd().split('\r\n');
  const columns = header.split(',');
  for (const row of rows) {
    const values = row.split(',');
    const [share, accuracy] = ['confidentErrors', 'accuracy'].map((name) =>
      Number(values[columns.indexOf(name)]),
    );
    t.true(share! >= 0 && share! <= 1 - accuracy! + 1e-9);
    t.is(values[columns.indexOf('images')], '8');
  }
});
