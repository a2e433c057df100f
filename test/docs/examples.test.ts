import { readdir, readFile } from 'node:fs/promises';
import test from 'ava';
import { listBlocks } from './read-page.ts';

/** Page → the files of examples/ that it shows whole, in the order of its blocks. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  'how-to/add-an-attack.md': ['attacks/fading-steps.ts'],
  'how-to/add-a-network.md': ['networks/tiny.ts'],
  'how-to/add-a-dataset.md': ['datasets/squares.ts'],
  'how-to/add-a-metric.md': ['metrics/confident-errors.ts'],
  'how-to/bring-your-own-model.md': [
    'own-model/train.py',
    'own-model/pipeline.json',
    'own-model/compare.py',
    'own-model/evaluate.py',
  ],
  'reference/stage-api.md': [
    'area/stages/estimate.ts',
    'area/stages/collect.ts',
    'area/shapes/circle.ts',
    'area/schemas/stages/estimate.schema.json',
    'area/pipeline.json',
  ],
};

for (const [page, files] of Object.entries(SHOWN)) {
  test(`${page} shows its examples as they are`, async (t) => {
    const blocks = (await listBlocks(page)).map(({ code }) => code.replace(/^\/\/ \S+\.ts\n/, ''));
    for (const file of files) {
      const example = await readFile(`examples/${file}`, 'utf8');
      t.true(blocks.includes(example), `${page} does not show examples/${file} as it is`);
    }
  });
}

test('every example is shown by a page, or is named in examples/README.md', async (t) => {
  const index = await readFile('examples/README.md', 'utf8');
  const shown = new Set(Object.values(SHOWN).flat());
  const all = (await readdir('examples', { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name !== 'README.md')
    .map(({ parentPath, name }) => `${parentPath}/${name}`.replace(/^examples\//, ''));
  t.deepEqual(
    all.filter((file) => !shown.has(file) && !index.includes(`\`${file}\``)),
    [],
  );
});
