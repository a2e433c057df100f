import { execFileSync } from 'node:child_process';
import { chmod, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import test from 'ava';
import { makeProject, type Project } from '../project.ts';

/** `make` writes, `copy` reads it; both leave a trace when they really run. */
const makeAndCopy = {
  make: {
    command: 'echo make >> traces; cat source > ${output.out}/file',
    files: ['source'],
    outputs: ['out'],
  },
  copy: {
    command: 'echo copy >> traces; cp ${input.from}/file ${output.out}/',
    inputs: { from: 'make/out' },
    outputs: ['out'],
  },
};

async function makeAndCopyProject(project: Project): Promise<void> {
  await project.write('source', 'one');
  await project.writePipeline(makeAndCopy);
}

test('a first run executes everything, a second one nothing', async (t) => {
  const project = await makeProject(t);
  await makeAndCopyProject(project);
  const first = await project.run();
  t.deepEqual(first.outcomes, { make: 'executed', copy: 'executed' });
  t.is(first.finished('copy').reason, 'never ran');
  t.is(await project.artifact('copy', 'out', 'file'), 'one');
  const second = await project.run();
  t.deepEqual(second.outcomes, { make: 'up-to-date', copy: 'up-to-date' });
  t.like(second.summary, { ok: true, executed: 0, restored: 0, upToDate: 2, failed: 0, skipped: 0 });
  t.deepEqual(await project.traces(), ['copy', 'make']);
});

test('touching an input runs nothing; changing it runs what reads it, and says so', async (t) => {
  const project = await makeProject(t);
  await makeAndCopyProject(project);
  await project.run();
  await utimes(project.path('source'), new Date(), new Date());
  t.is((await project.run()).summary.upToDate, 2);
  await project.write('source', 'two');
  const { outcomes, finished } = await project.run();
  t.deepEqual(outcomes, { make: 'executed', copy: 'executed' });
  t.regex(finished('make').reason, /file source changed/);
  t.is(finished('copy').reason, 'input from: make gave other bytes');
});

test('a result that was had before is restored, not made again', async (t) => {
  const project = await makeProject(t);
  await makeAndCopyProject(project);
  await project.run();
  await project.write('source', 'two');
  await project.run();
  await project.write('source', 'one');
  t.deepEqual((await project.run()).outcomes, { make: 'restored', copy: 'restored' });
  t.is(await project.artifact('copy', 'out', 'file'), 'one');
});

test('a rerun that gives the same bytes stops there', async (t) => {
  const project = await makeProject(t);
  await makeAndCopyProject(project);
  await project.run();
  const command = `true && ${makeAndCopy.make.command}`;
  await project.writePipeline({ ...makeAndCopy, make: { ...makeAndCopy.make, command } });
  t.deepEqual((await project.run()).outcomes, { make: 'executed', copy: 'up-to-date' });
});

test('deleted artifacts come back from the cache', async (t) => {
  const project = await makeProject(t);
  await makeAndCopyProject(project);
  await project.run();
  await rm(project.path('artifacts'), { recursive: true });
  t.deepEqual((await project.run()).outcomes, { make: 'restored', copy: 'restored' });
  t.is(await project.artifact('copy', 'out', 'file'), 'one');
});

test('without the index nothing is lost', async (t) => {
  const project = await makeProject(t);
  await makeAndCopyProject(project);
  await project.run();
  await rm(project.path('cache', 'index.json'));
  t.deepEqual((await project.run()).outcomes, { make: 'up-to-date', copy: 'up-to-date' });
});

test('an edited artifact is noticed and restored, or kept when asked, and what reads it then sees the edit', async (t) => {
  const project = await makeProject(t);
  await makeAndCopyProject(project);
  await project.run();
  await writeFile(project.path('artifacts', 'make', 'out', 'file'), 'edited');
  const kept = await project.run({ keepEdits: true });
  t.deepEqual(kept.outcomes, { make: 'up-to-date', copy: 'executed' });
  t.is(await project.artifact('copy', 'out', 'file'), 'edited');
  const restored = await project.run();
  t.deepEqual(restored.outcomes, { make: 'restored', copy: 'restored' });
  t.is(restored.finished('make').reason, 'artifact out was edited: file (changed)');
  t.is(await project.artifact('copy', 'out', 'file'), 'one');
});

test('a damaged blob is never restored: the action runs again and heals the cache', async (t) => {
  const project = await makeProject(t);
  await makeAndCopyProject(project);
  await project.run();
  for (const blob of await project.blobs()) {
    const bytes = await readFile(blob);
    if (bytes.toString() !== 'one') continue;
    await chmod(blob, 0o644);
    await writeFile(blob, 'onf');
  }
  await rm(project.path('artifacts'), { recursive: true });
  const { outcomes, events } = await project.run();
  t.is(outcomes.make, 'executed');
  t.true(events.some((event) => event.type === 'notice' && event.message.includes('make')));
  t.is(await project.artifact('copy', 'out', 'file'), 'one');
});

test('a failing action is reported with its log; what needs it is skipped, and nothing else starts', async (t) => {
  const project = await makeProject(t);
  await project.writePipeline({
    bad: { command: 'echo some words; exit 7', outputs: ['out'] },
    after: { command: 'true', inputs: { from: 'bad/out' }, outputs: ['out'] },
    other: { command: 'echo x > ${output.out}/x', outputs: ['out'] },
  });
  const { summary, finished } = await project.run({ jobs: 1 });
  t.like(summary, { ok: false, failed: 1, skipped: 2, executed: 0 });
  t.deepEqual(finished('bad').error?.logTail, ['some words']);
  t.is(finished('bad').error?.code, 'COMMAND_FAILED');
  t.is(finished('after').reason, 'its input bad failed');
  t.is(finished('other').reason, 'not started after bad failed');
  const again = await project.run({ jobs: 1, keepGoing: true });
  t.deepEqual(again.outcomes, { bad: 'failed', other: 'executed', after: 'skipped' });
});

test('a failed action is tried again as often as its retries say', async (t) => {
  const project = await makeProject(t);
  const command = 'echo try >> traces; test "$(wc -l < traces)" -eq 3 && echo done > ${output.out}/x';
  await project.writePipeline({ flaky: { command, outputs: ['out'], retries: 2 } });
  const { outcomes, events } = await project.run();
  t.deepEqual(outcomes, { flaky: 'executed' });
  t.deepEqual(
    events.filter((event) => event.type === 'action-retried').map(({ attempt }) => attempt),
    [2, 3],
  );
});

test('an output that was left empty, and one that holds a link, are errors', async (t) => {
  const project = await makeProject(t);
  await project.writePipeline({
    empty: { command: 'true', outputs: ['out'] },
    link: { command: 'ln -s /etc/passwd ${output.out}/x', outputs: ['out'] },
  });
  const { finished } = await project.run({ keepGoing: true });
  t.is(finished('empty').error?.code, 'OUTPUT_MISSING');
  t.is(finished('link').error?.code, 'OUTPUT_INVALID');
});

test('the result of an action whose input changed while it ran is not kept', async (t) => {
  const project = await makeProject(t);
  await project.write('source', 'one');
  await project.writePipeline({
    make: {
      command: 'cat source > ${output.out}/file; echo two > source',
      files: ['source'],
      outputs: ['out'],
    },
    make2: { command: 'echo 1 > ${output.out}/file', outputs: ['out'] },
    eats: {
      command: 'echo x >> ${input.from}/file; echo y > ${output.out}/y',
      inputs: { from: 'make2/out' },
      outputs: ['out'],
    },
  });
  const { finished } = await project.run({ keepGoing: true });
  t.is(finished('make').error?.code, 'INPUT_CHANGED');
  t.is(finished('eats').error?.code, 'INPUT_CHANGED');
  t.is((await project.run({ keepGoing: true, select: ['eats'] })).outcomes.eats, 'failed');
});

test('an environment variable is part of the key when declared, and not seen when not', async (t) => {
  const project = await makeProject(t);
  process.env.PIPELINE_TEST_DECLARED = 'a';
  process.env.PIPELINE_TEST_HIDDEN = 'secret';
  t.teardown(() => {
    delete process.env.PIPELINE_TEST_DECLARED;
    delete process.env.PIPELINE_TEST_HIDDEN;
  });
  await project.writePipeline({
    env: {
      command: 'env | grep PIPELINE_TEST > ${output.out}/env',
      env: ['PIPELINE_TEST_DECLARED'],
      outputs: ['out'],
    },
  });
  await project.run();
  t.is(await project.artifact('env', 'out', 'env'), 'PIPELINE_TEST_DECLARED=a\n');
  process.env.PIPELINE_TEST_DECLARED = 'b';
  t.is((await project.run()).finished('env').reason, 'env.PIPELINE_TEST_DECLARED "a" → "b"');
});

test('--only takes inputs as the cache has them, and says when there are none', async (t) => {
  const project = await makeProject(t);
  await makeAndCopyProject(project);
  const error = await t.throwsAsync(project.run({ only: ['copy'] }));
  t.like(error, { code: 'INPUT_MISSING' });
  await project.run();
  await project.write('source', 'two');
  t.deepEqual((await project.run({ only: ['copy'] })).outcomes, { copy: 'up-to-date' });
  t.deepEqual((await project.run({ only: ['copy'], force: true })).outcomes, { copy: 'executed' });
  t.is(await project.artifact('copy', 'out', 'file'), 'one');
});

test('--force executes the selected actions and no others', async (t) => {
  const project = await makeProject(t);
  await makeAndCopyProject(project);
  await project.run();
  t.deepEqual((await project.run({ select: ['copy'], force: true })).outcomes, {
    make: 'up-to-date',
    copy: 'executed',
  });
  t.deepEqual((await project.run({ force: true })).outcomes, { make: 'executed', copy: 'executed' });
});

test('what the plan says before a run is what the run does', async (t) => {
  const project = await makeProject(t);
  await makeAndCopyProject(project);
  t.deepEqual(
    (await project.plan()).map(({ action, state }) => [action, state]),
    [
      ['make', 'execute'],
      ['copy', 'execute'],
    ],
  );
  t.deepEqual(await project.traces(), []);
  await project.run();
  t.deepEqual(
    (await project.plan()).map(({ state }) => state),
    ['up-to-date', 'up-to-date'],
  );
  await project.write('source', 'two');
  const [make, copy] = await project.plan();
  t.like(make, { state: 'execute' });
  t.like(copy, { state: 'depends', dependsOn: ['make'] });
  t.is((await project.run()).finished('make').reason, make?.reason ?? '');
});

test('two runs at once do no action twice', async (t) => {
  const project = await makeProject(t);
  const axes = { x: [1, 2, 3, 4] };
  await project.writePipeline({
    make: {
      command: 'echo "make ${axis.x}" >> traces; echo ${axis.x} > ${output.out}/x',
      axes,
      outputs: ['out'],
    },
    join: {
      command: 'echo join >> traces; cat ${input.all}/x > ${output.out}/all || true',
      inputs: { all: 'make/out' },
      outputs: ['out'],
    },
  });
  const reports = await Promise.all([project.run(), project.run()]);
  t.true(reports.every(({ summary }) => summary.ok));
  t.deepEqual(await project.traces(), ['join', 'make 1', 'make 2', 'make 3', 'make 4']);
});

test('a stop skips what has not started, and the next run goes on', async (t) => {
  const project = await makeProject(t);
  await makeAndCopyProject(project);
  const stop = new AbortController();
  const first = await project.run({
    stop,
    onEvent: (event) => event.type === 'action-finished' && stop.abort(),
  });
  t.like(first.summary, { ok: false, interrupted: true, executed: 1, skipped: 1 });
  t.deepEqual((await project.run()).outcomes, { make: 'up-to-date', copy: 'executed' });
});

test("a failure without words of its own is not shown with an earlier failure's log", async (t) => {
  const project = await makeProject(t);
  const stages = (command: string, files: string[] = []): object => ({
    bad: { command, files, outputs: ['out'] },
  });
  await project.writePipeline(stages('echo first words; exit 7'));
  t.deepEqual((await project.run()).finished('bad').error?.logTail, ['first words']);
  await project.writePipeline(stages('exit 8'));
  const silent = (await project.run()).finished('bad').error;
  t.deepEqual([silent?.logTail, silent?.logPath], [[], undefined]);

  await project.writePipeline(stages('echo third words; exit 9'));
  await project.run();
  execFileSync('mkfifo', [project.path('pipe')]);
  await project.writePipeline(stages('true', ['pipe']));
  const early = (await project.run()).finished('bad').error;
  t.regex(early?.message ?? '', /not a plain file/);
  t.deepEqual([early?.logTail, early?.logPath], [[], undefined]);
});

test.serial('actions that ask for GPUs where there are none say so once', async (t) => {
  const project = await makeProject(t);
  const visible = process.env.CUDA_VISIBLE_DEVICES;
  process.env.CUDA_VISIBLE_DEVICES = '';
  t.teardown(() => {
    if (visible === undefined) delete process.env.CUDA_VISIBLE_DEVICES;
    else process.env.CUDA_VISIBLE_DEVICES = visible;
  });
  await project.writePipeline({
    train: {
      command: 'echo x > ${output.out}/x',
      axes: { n: [1, 2, 3, 4] },
      resources: { gpus: 1 },
      outputs: ['out'],
    },
  });
  const noticesOf = async (): Promise<string[]> =>
    (await project.run({ jobs: 4 })).events.flatMap((event) =>
      event.type === 'notice' ? [event.message] : [],
    );
  t.deepEqual(await noticesOf(), [
    '4 actions ask for GPUs, and this machine has none: what runs of them runs without',
  ]);
  t.deepEqual(await noticesOf(), [], 'nothing runs');
});

test('a changed file is named, without its digests', async (t) => {
  const project = await makeProject(t);
  await project.write('a.txt', 'one');
  await project.writePipeline({
    read: { command: 'cat a.txt > ${output.out}/x', files: ['a.txt'], outputs: ['out'] },
  });
  await project.run();
  await project.write('a.txt', 'two');
  t.is((await project.run()).finished('read').reason, 'file a.txt changed');
});
