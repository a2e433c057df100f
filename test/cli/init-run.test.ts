import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import test from 'ava';
import { startCommand } from '../../runner/test/cli/start-command.ts';

test('what init writes runs, and a second run finds it up to date', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'init-run-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, 'node_modules'));
  await symlink(resolve('.'), join(folder, 'node_modules', 'robust-pipeline'));
  t.is((await startCommand(['-C', folder, 'init'])).exitCode, 0);

  const first = await startCommand(['-C', folder, 'run', '--profile', 'small']);
  t.is(first.exitCode, 0, first.stdout + first.stderr);
  const ranking = await readFile(join(folder, 'artifacts/rank/128/ranking/ranking.csv'), 'utf8');
  const rows = ranking
    .trimEnd()
    .split('\n')
    .map((line) => line.split(',').map(Number));
  t.deepEqual(rows.map(([digit]) => digit).sort(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  t.is(
    rows.reduce((sum, [, images = 0]) => sum + images, 0),
    10_000,
  );
  const ink = rows.map(([, , pixels = 0]) => pixels);
  t.deepEqual(
    ink,
    ink.toSorted((a, b) => b - a),
  );

  const second = await startCommand(['-C', folder, 'run', '--profile', 'small']);
  t.regex(second.stdout, /^done: 3 up to date in /m);
});
