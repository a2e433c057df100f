import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import estimate from '../../examples/area/stages/estimate.ts';
import type { StageContext } from '../../runner/src/stage-api/index.ts';
import { startCommand } from '../../runner/test/cli/start-command.ts';

async function makeFolder(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'area-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('the example of the stage API runs, each batch in one process', async (t) => {
  const folder = await makeFolder(t);
  await cp('examples/area', folder, { recursive: true });
  await mkdir(join(folder, 'node_modules'));
  await symlink(resolve('runner'), join(folder, 'node_modules', 'robust-pipeline-runner'));
  const { exitCode, stdout, stderr } = await startCommand(['-C', folder, 'run', '--reporter', 'plain']);
  t.is(exitCode, 0, stdout + stderr);

  const table = await readFile(join(folder, 'artifacts/collect/table/areas.csv'), 'utf8');
  const [header, ...rows] = table.trimEnd().split('\n');
  t.is(header, 'shape,points,area');
  t.deepEqual(
    rows.map((row) => row.split(',').slice(0, 2).join('/')),
    ['circle/1000', 'circle/10000', 'circle/100000', 'diamond/1000', 'diamond/10000', 'diamond/100000'],
  );
  const areaOf = (point: string) => Number(rows.find((row) => row.startsWith(point))!.split(',')[2]);
  t.true(Math.abs(areaOf('circle,100000') - Math.PI) < 0.02);
  t.true(Math.abs(areaOf('diamond,100000') - 2) < 0.02);

  const log = await startCommand(['-C', folder, 'log', 'estimate/circle/1000']);
  t.is(log.stdout.trimEnd().split('\n').length, 3, 'one log for the three actions of a batch');
  const explained = await startCommand(['-C', folder, 'explain', 'estimate/circle/1000']);
  t.regex(explained.stdout, /generator mulberry32/);
});

/** Runs the stage by hand, without a runner around it. */
async function runEstimate(folder: string, abort?: AbortController): Promise<string> {
  const state = join(folder, 'checkpoint');
  const output = join(folder, 'output');
  await mkdir(output, { recursive: true });
  const isThere = await readFile(join(state, 'state.json')).then(
    () => true,
    () => false,
  );
  await estimate({
    params: { shape: 'circle', points: 30_000 },
    batch: [{ params: { shape: 'circle', points: 30_000 }, axes: {}, outputs: { estimate: output } }],
    seed: 7,
    checkpoint: {
      load: async () => (isThere ? state : undefined),
      save: async (write: (folder: string) => Promise<void>) => {
        await mkdir(state, { recursive: true });
        await write(state);
        abort?.abort(new Error('stopped'));
      },
    },
    progress: () => {},
    log: { info: () => {}, warn: () => {} },
    provenance: { record: () => {}, inputs: {} },
    loadModule: async () => (x: number, y: number) => x ** 2 + y ** 2 <= 1,
    signal: (abort ?? new AbortController()).signal,
  } as unknown as StageContext<{ shape: string; points: number }>);
  return readFile(join(output, 'estimate.json'), 'utf8');
}

test('the example goes on from its checkpoint and ends with the same bits', async (t) => {
  const whole = await runEstimate(await makeFolder(t));
  const folder = await makeFolder(t);
  await t.throwsAsync(runEstimate(folder, new AbortController()), { message: 'stopped' });
  const saved = JSON.parse(await readFile(join(folder, 'checkpoint/state.json'), 'utf8')) as {
    drawn: number;
  };
  t.is(saved.drawn, 10_000);
  t.is(await runEstimate(folder), whole);
  // It did start from there: another number of points inside shows in the end.
  await writeFile(join(folder, 'checkpoint/state.json'), JSON.stringify({ ...saved, inside: 0 }));
  t.not(await runEstimate(folder), whole);
});
