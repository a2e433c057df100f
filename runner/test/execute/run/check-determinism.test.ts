import { lstatSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import type { RunEvent } from '../../../src/execute/events.ts';
import { makeProject, type Project } from '../project.ts';

type Finished = Extract<RunEvent, { type: 'action-finished' }>;

/** What cache/ and artifacts/ hold, with what a write would change; the check's own scratch is gone by then. */
function snapshot(project: Project): string[] {
  return ['cache', 'artifacts'].flatMap((folder) =>
    (readdirSync(project.path(folder), { recursive: true }) as string[])
      .sort()
      .filter((name) => !(folder === 'cache' && name.startsWith('tmp')))
      .map((name) => {
        const stat = lstatSync(join(project.path(folder), name), { bigint: true });
        return stat.isDirectory() ? name : `${name} ${stat.size} ${stat.mtimeNs} ${stat.ino}`;
      }),
  );
}

async function checkWithEvents(
  project: Project,
  select?: readonly string[],
): Promise<{
  report: Awaited<ReturnType<Project['check']>>;
  finished: Record<string, Finished>;
}> {
  const finished: Record<string, Finished> = {};
  const report = await project.check(select, (event) => {
    if (event.type === 'action-finished') finished[event.action] = event;
  });
  return { report, finished };
}

const STAGES = {
  steady: { command: 'echo steady >> traces; echo "x,y\n1,2" > ${output.out}/t.csv', outputs: ['out'] },
  // Each time the next number.
  shaky: {
    command:
      'echo shaky >> traces; printf "name,value\\na,%s\\n" "$(grep -c shaky traces)" > ${output.out}/t.csv',
    outputs: ['out'],
  },
  after: {
    command: 'cat ${input.a}/t.csv ${input.b}/t.csv > ${output.out}/all',
    inputs: { a: 'steady/out', b: 'shaky/out' },
    outputs: ['out'],
  },
};

test('what gives other bytes is named with the file and the largest difference; what reads from it is checked with the recorded bytes', async (t) => {
  const project = await makeProject(t);
  await project.writePipeline(STAGES);
  await project.run();
  const before = snapshot(project);
  const { report, finished } = await checkWithEvents(project);
  t.like(report, { same: 2, differing: 1, withoutResult: 0 });
  t.like(report.summary, { ok: false, executed: 2, failed: 1, skipped: 0 });
  t.is(finished.steady?.reason, 'executed again: the same bytes');
  t.is(finished.after?.outcome, 'executed');
  t.is(finished.shaky?.outcome, 'failed');
  t.is(finished.shaky?.error?.code, 'NOT_DETERMINISTIC');
  t.regex(finished.shaky?.reason ?? '', /out\/t\.csv: .*largest difference 1 at /);
  t.deepEqual(await project.traces(), ['shaky', 'shaky', 'steady', 'steady']);
  t.deepEqual(snapshot(project), before);
  t.is((await project.run()).summary.upToDate, 3);
});

test('a selection is checked alone, with inputs that are not among the artifacts taken from the cache', async (t) => {
  const project = await makeProject(t);
  await project.writePipeline(STAGES);
  await project.run();
  await rm(project.path('artifacts'), { recursive: true });
  const { report, finished } = await checkWithEvents(project, ['after']);
  t.like(report, { same: 1, differing: 0, withoutResult: 0 });
  t.deepEqual(Object.keys(finished), ['after']);
  t.throws(() => lstatSync(project.path('artifacts', 'after')));
});

test('what has no result for what it is now is left out; with nothing to check, that is an error', async (t) => {
  const project = await makeProject(t);
  await project.writePipeline(STAGES);
  t.like(await t.throwsAsync(project.check()), { code: 'NOTHING_TO_CHECK', exitCode: 2 });
  await project.run();
  await project.writePipeline({ ...STAGES, steady: { ...STAGES.steady, params: { v: 1 } } });
  t.like(await project.check(), { withoutResult: 2, differing: 1 });
});

test('a batch is executed again as the batch it was', async (t) => {
  const project = await makeProject(t);
  await project.write(
    'stages/grid.ts',
    `import { writeFileSync } from 'node:fs';
    export default async ({ batch }: any) => {
      for (const { params, outputs } of batch) writeFileSync(outputs.cell + '/cell', params.x + ' of ' + batch.length);
    };`,
  );
  const grid = (x: readonly number[]): object => ({
    grid: {
      program: 'stages/grid.ts',
      axes: { x },
      batch: ['x'],
      params: { x: '${axis.x}' },
      outputs: ['cell'],
    },
  });
  await project.writePipeline(grid([1, 2]));
  await project.run();
  await project.writePipeline(grid([1, 2, 3]));
  await project.run();
  t.like(await project.check(), { same: 3, differing: 0 });
  // Part of a batch runs by itself: a result that depends on its company shows.
  t.like(await project.check(['grid/1']), { same: 0, differing: 1 });
});

test('an action that fails the second time is a failure, and leaves no log behind', async (t) => {
  const project = await makeProject(t);
  await project.writePipeline({
    once: { command: 'test ! -e ran && touch ran && echo 1 > ${output.out}/x', outputs: ['out'] },
  });
  await project.run();
  const { report, finished } = await checkWithEvents(project);
  t.like(report.summary, { ok: false, failed: 1 });
  t.is(finished.once?.error?.code, 'COMMAND_FAILED');
  t.is((await project.explain('once')).failure, undefined);
});

test('a forced run that gives other bytes for the same key says so', async (t) => {
  const project = await makeProject(t);
  await project.writePipeline(STAGES);
  await project.run();
  const { events } = await project.run({ select: ['steady', 'shaky'], force: true });
  const notices = events.flatMap((event) => (event.type === 'notice' ? [event.message] : []));
  t.is(notices.length, 1);
  t.regex(notices[0] ?? '', /^shaky gave other bytes than the last time with the same key \(out\)/);
});
