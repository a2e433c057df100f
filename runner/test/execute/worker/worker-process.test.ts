import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { ActionError, ActionInterrupted } from '../../../src/execute/errors.ts';
import { WorkerProcess, type WorkerTask } from '../../../src/execute/worker/worker-process.ts';
import { openCheckpoint } from '../../../src/store/checkpoint.ts';

interface Rig {
  readonly folder: string;
  readonly worker: WorkerProcess;
  readonly stop: AbortController;
  /** A task that runs this source as the bundle of `<folder>/project/stage.ts`. */
  task(source: string, more?: Partial<WorkerTask>): Promise<WorkerTask>;
}

let bundles = 0;

async function makeRig(t: ExecutionContext): Promise<Rig> {
  const folder = await mkdtemp(join(tmpdir(), 'worker-'));
  for (const name of ['project', 'out', 'cache']) await mkdir(join(folder, name));
  const worker = new WorkerProcess({ PATH: process.env.PATH ?? '' }, process.cwd());
  const stop = new AbortController();
  t.teardown(async () => {
    worker.kill();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    folder,
    worker,
    stop,
    async task(source, more = {}) {
      const bundlePath = join(folder, 'cache', `bundle-${bundles++}`);
      await writeFile(bundlePath, source);
      const outputs = { out: join(folder, 'out') };
      return {
        action: 'stage/x',
        timeoutMs: undefined,
        signals: { stop: stop.signal, kill: new AbortController().signal },
        onProgress: () => undefined,
        request: {
          type: 'run',
          programUrl: pathToFileURL(join(folder, 'project', 'stage.ts')).href,
          modules: {},
          bundlePath,
          stage: 'stage',
          params: { word: 'hello' },
          axes: { x: 1 },
          inputs: {},
          inputFolders: {},
          outputs,
          batch: [{ axes: { x: 1 }, params: { word: 'hello' }, outputs }],
          seed: 42,
          threads: 1,
          gpus: 0,
          baseDir: join(folder, 'project'),
          checkpointDir: join(folder, 'checkpoint'),
          logPath: join(folder, 'log'),
        },
        ...more,
      };
    },
  };
}

test('a program gets its context and fills its outputs', async (t) => {
  const { worker, task, folder } = await makeRig(t);
  const result = await worker.run(
    await task(`import { writeFileSync } from 'node:fs';
      export default async ({ params, seed, axes, outputs, provenance }) => {
        provenance.record({ engine: 'none' });
        writeFileSync(outputs.out + '/said', params.word + seed + axes.x);
      };`),
  );
  t.is(await readFile(join(folder, 'out', 'said'), 'utf8'), 'hello421');
  t.deepEqual(result.provenance, { engine: 'none' });
  t.true(result.peakMemoryMiB > 0);
});

test('packages resolve from where the program is written, not from the cache', async (t) => {
  const { worker, task, folder } = await makeRig(t);
  const packageDir = join(folder, 'project', 'node_modules', 'greeting');
  await mkdir(packageDir, { recursive: true });
  await writeFile(
    join(packageDir, 'package.json'),
    '{"name":"greeting","type":"module","exports":"./index.js"}',
  );
  await writeFile(join(packageDir, 'index.js'), "export default 'from the package';");
  await worker.run(
    await task(`import greeting from 'greeting'; import { writeFileSync } from 'node:fs';
      export default async ({ outputs }) => writeFileSync(outputs.out + '/said', greeting + ' ' + import.meta.resolve('greeting').endsWith('project/node_modules/greeting/index.js'));`),
  );
  t.is(await readFile(join(folder, 'out', 'said'), 'utf8'), 'from the package true');
});

test('a worker is used again, for another bundle too', async (t) => {
  const { worker, task, folder } = await makeRig(t);
  const source = (word: string): string =>
    `import { appendFileSync } from 'node:fs'; export default async ({ outputs }) => appendFileSync(outputs.out + '/pids', '${word}' + process.pid + ' ');`;
  await worker.run(await task(source('a')));
  await worker.run(await task(source('b')));
  const [a, b] = (await readFile(join(folder, 'out', 'pids'), 'utf8')).trim().split(' ');
  t.is(a?.replace('a', ''), b?.replace('b', ''));
});

test('what a stage prints goes to its log, in order', async (t) => {
  const { worker, task, folder } = await makeRig(t);
  await worker.run(
    await task(
      `export default async ({ log }) => { console.log('one'); log.info('two'); console.error('three'); };`,
    ),
  );
  t.is(await readFile(join(folder, 'log'), 'utf8'), 'one\ntwo\nthree\n');
});

test("a stage's typed error keeps its code and hint", async (t) => {
  const { worker, task } = await makeRig(t);
  const error = await t.throwsAsync(
    worker.run(
      await task(
        `export default async () => { throw Object.assign(new Error('no data'), { code: 'DATA_MISSING', hint: 'get some' }); };`,
      ),
    ),
    { instanceOf: ActionError },
  );
  t.is(error?.code, 'DATA_MISSING');
  t.is(error?.message, 'no data');
  t.is(error?.hint, 'get some');
});

test('a program without a default export is named as such', async (t) => {
  const { worker, task } = await makeRig(t);
  const error = await t.throwsAsync(worker.run(await task('export const x = 1;')), {
    instanceOf: ActionError,
  });
  t.is(error?.code, 'PROGRAM_INVALID');
});

test('a worker that dies is an error that says how', async (t) => {
  const { worker, task } = await makeRig(t);
  const error = await t.throwsAsync(
    worker.run(await task(`export default async () => process.kill(process.pid, 'SIGKILL');`)),
    {
      instanceOf: ActionError,
    },
  );
  t.is(error?.code, 'WORKER_DIED');
  t.regex(error?.message ?? '', /SIGKILL/);
  t.false(worker.usable);
});

test('a worker that hangs is killed at its timeout', async (t) => {
  const { worker, task } = await makeRig(t);
  const error = await t.throwsAsync(
    worker.run(await task(`export default async () => { for (;;); };`, { timeoutMs: 1500 })),
    {
      instanceOf: ActionError,
    },
  );
  t.is(error?.code, 'ACTION_TIMEOUT');
});

test('a stop lets the program save a checkpoint, and is no failure', async (t) => {
  const rig = await makeRig(t);
  const source = `import { writeFileSync } from 'node:fs';
    export default async ({ signal, checkpoint, progress }) => {
      progress({ done: 1, total: 2, unit: 'epochs' });
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      await checkpoint.save(async (folder) => writeFileSync(folder + '/epoch', '1'));
      signal.throwIfAborted();
    };`;
  const run = rig.worker.run(await rig.task(source, { onProgress: () => rig.stop.abort() }));
  await t.throwsAsync(run, { instanceOf: ActionInterrupted });
  const saved = await openCheckpoint(join(rig.folder, 'checkpoint')).load();
  t.is(await readFile(join(saved ?? '', 'epoch'), 'utf8'), '1');
});

test('a program that returns early after a stop has no result', async (t) => {
  const rig = await makeRig(t);
  const source = `export default async ({ signal, progress }) => {
      progress({ done: 1, total: 2, unit: 'epochs' });
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    };`;
  await t.throwsAsync(rig.worker.run(await rig.task(source, { onProgress: () => rig.stop.abort() })), {
    instanceOf: ActionInterrupted,
  });
});
