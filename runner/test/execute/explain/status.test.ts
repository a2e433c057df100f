import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { mock } from 'node:test';
import test from 'ava';
import { describeSelf } from '../../../src/base/mutex/owner.ts';
import { makeProject, type Project } from '../project.ts';

async function states(project: Project): Promise<Record<string, string>> {
  return Object.fromEntries((await project.status()).map(({ action, state }) => [action, state]));
}

// Alone, because it replaces the timer after which a run notes what it executes.
test.serial(
  'what a run executes right now is running, with what it last reported, and no longer when it is done',
  async (t) => {
    const project = await makeProject(t);
    await project.write(
      'stages/slow.ts',
      `import { readFileSync, writeFileSync } from 'node:fs';
    export default async ({ outputs, progress, baseDir }: any) => {
      progress({ done: 2, total: 3, unit: 'epochs', metrics: {} });
      readFileSync(baseDir + '/go');
      writeFileSync(outputs.out + '/file', 'x');
    };`,
    );
    await project.writePipeline({
      slow: { program: 'stages/slow.ts', outputs: ['out'] },
      next: {
        command: 'cp ${input.from}/file ${output.out}/',
        inputs: { from: 'slow/out' },
        outputs: ['out'],
      },
    });
    execFileSync('mkfifo', [project.path('go')]);
    mock.timers.enable({ apis: ['setTimeout'] });
    t.teardown(() => mock.timers.reset());
    let run: Promise<unknown> | undefined;
    await new Promise<void>((resolve) => {
      run = project.run({ onEvent: (event) => event.type === 'action-progress' && resolve() });
    });
    mock.timers.tick(60_000);
    const running = (await project.status()).find(({ action }) => action === 'slow')?.running;
    t.deepEqual(running?.progress, { done: 2, total: 3, unit: 'epochs' });
    t.true(Date.parse(running?.startedAt ?? '') <= Date.now());
    t.deepEqual(await states(project), { slow: 'running', next: 'execute' });
    await project.write('go', '');
    await run;
    t.deepEqual(await states(project), { slow: 'up-to-date', next: 'up-to-date' });
  },
);

test('what a dead process was executing does not run', async (t) => {
  const project = await makeProject(t);
  await project.writePipeline({ a: { command: 'echo 1 > ${output.out}/x', outputs: ['out'] } });
  const note = JSON.stringify({
    baseDir: project.folder,
    actions: [{ action: 'a', startedAt: new Date().toISOString() }],
  });
  const owner = project.path('cache', 'tmp', 'owner-1-abc');
  await mkdir(owner, { recursive: true });
  await writeFile(`${owner}/running.json`, note);
  await writeFile(`${owner}/owner.json`, JSON.stringify(describeSelf()));
  t.deepEqual(await states(project), { a: 'running' });
  await writeFile(`${owner}/owner.json`, JSON.stringify({ ...describeSelf(), processStart: 'before' }));
  t.deepEqual(await states(project), { a: 'execute' });
});

test('a failed action is failed, with its error, until it succeeds or nothing is left to do', async (t) => {
  const project = await makeProject(t);
  const stages = (v: number): object => ({
    a: {
      command: 'test -e go && echo 1 > ${output.out}/x',
      params: { v },
      outputs: ['out'],
    },
    after: { command: 'cp ${input.a}/x ${output.out}/', inputs: { a: 'a/out' }, outputs: ['out'] },
  });
  await project.writePipeline(stages(1));
  await project.run();
  t.deepEqual(await states(project), { a: 'failed', after: 'execute' });
  const [a] = await project.status();
  t.like(a?.failure, { message: 'The command ended with exit code 1.' });
  await project.write('go', '');
  await project.run();
  t.deepEqual(await states(project), { a: 'up-to-date', after: 'up-to-date' });
});

test('an action that cannot start does not keep the status of the others from being told', async (t) => {
  const project = await makeProject(t);
  await project.write('stages/broken.ts', 'export default async ( => 1;');
  await project.writePipeline({
    broken: { program: 'stages/broken.ts', outputs: ['out'] },
    after: { command: 'true', inputs: { from: 'broken/out' }, outputs: ['out'] },
    missing: { command: 'cat no > ${output.out}/x', files: ['no*'], outputs: ['out'] },
    fine: { command: 'echo 1 > ${output.out}/x', outputs: ['out'] },
  });
  t.deepEqual(await states(project), { broken: 'fail', after: 'skip', missing: 'fail', fine: 'execute' });
});

test('an action with a present result says how long that took, with and without the index', async (t) => {
  const project = await makeProject(t);
  await project.writePipeline({ a: { command: 'echo 1 > ${output.out}/x', outputs: ['out'] } });
  t.is((await project.status())[0]?.durationMs, undefined);
  await project.run();
  const durationMs = (await project.explain('a')).record?.durationMs;
  t.is(typeof durationMs, 'number');
  t.is((await project.status())[0]?.durationMs, durationMs);
  await rm(project.path('cache', 'index.json'));
  t.is((await project.status())[0]?.durationMs, durationMs);
});
