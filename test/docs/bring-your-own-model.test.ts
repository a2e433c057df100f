import { cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import test from 'ava';
import { readNpy } from '../../runner/src/formats/npy.ts';
import { startCommand } from '../../runner/test/cli/start-command.ts';
import type { Result } from '../../src/generated/artifacts/result.ts';

const FIXTURES = 'test/fixtures/interop';

interface Expected {
  readonly lenet: {
    readonly clean: readonly number[];
    readonly attacked: Readonly<Record<string, readonly number[]>>;
  };
  readonly blenet: { readonly accuracy: number };
}

test("the page's pipeline attacks models from PyTorch as torchattacks does", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'own-model-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, 'node_modules'));
  await symlink(resolve('.'), join(folder, 'node_modules', 'robust-pipeline'));
  await cp('examples/own-model/pipeline.json', join(folder, 'pipeline.json'));
  for (const name of ['weights', 'images.npy', 'labels.npy']) {
    await cp(join(FIXTURES, name), join(folder, name), { recursive: true });
  }

  const run = await startCommand(['-C', folder, 'run', '--reporter', 'plain']);
  t.is(run.exitCode, 0, run.stdout + run.stderr);

  const expected = JSON.parse(await readFile(`${FIXTURES}/expected.json`, 'utf8')) as Expected;
  const readPredictions = async (cell: string) => {
    const { data } = await readNpy(
      join(folder, `artifacts/attack-grid/lenet/${cell}/result/predictions.npy`),
    );
    return Array.from(data as Uint8Array);
  };
  t.deepEqual(await readPredictions('fgsm/0'), expected.lenet.clean);
  for (const [cell, theirs] of Object.entries(expected.lenet.attacked)) {
    const ours = await readPredictions(cell);
    const different = theirs.filter((label, index) => label !== ours[index]).length;
    // Rounding may put an image on the other side of a boundary.
    t.true(different <= 1, `${cell}: ${different} of ${theirs.length} predictions differ`);
  }

  const resultPath = join(folder, 'artifacts/attack-grid/blenet/fgsm/0/result/result.json');
  const blenet = JSON.parse(await readFile(resultPath, 'utf8')) as Result;
  // The mean of 32 samples beside that of 2,000.
  t.true(Math.abs(blenet.accuracy - expected.blenet.accuracy) <= 3 / blenet.count, `${blenet.accuracy}`);
  const table = await readFile(join(folder, 'artifacts/aggregate/table/table.csv'), 'utf8');
  t.is(table.trimEnd().split('\n').length, 1 + 2 * 3 * 4);
});
