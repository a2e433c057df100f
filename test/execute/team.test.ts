import { readdir, readFile } from 'node:fs/promises';
import test from 'ava';
import { makeProject, type Project } from './project.ts';

/** A stage that is worked on by a team, as this source says. */
async function teamProject(project: Project, source: string, size = 3): Promise<void> {
  await project.write(
    'stages/team.ts',
    `import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
    export default async (context: any) => {
      const { baseDir, checkpoint, outputs, params, log, progress } = context;
      const note = (line: unknown) => appendFileSync(baseDir + '/traces', line + '\\n');
      const loaded = await checkpoint.load();
      const team = await context.formTeam(${size});
      ${source}
    };`,
  );
  await project.writePipeline({
    team: { program: 'stages/team.ts', params: { word: 'x' }, outputs: ['sum'] },
  });
}

for (const size of [2, 3]) {
  test(`a team of ${size} adds up in order of rank, over and over, more than a pipe holds`, async (t) => {
    const project = await makeProject(t);
    await teamProject(
      project,
      `let values = new Float32Array(300_000).fill(10 ** -team.rank);
      for (let round = 0; round < 5; round += 1) values = await team.sum(values.map((value) => value / team.size));
      note(team.rank + ' of ' + team.size + ' ' + params.word + ' ' + values.at(-1));
      await team.sum(values);
      if (team.rank === 0) writeFileSync(outputs.sum + '/sum', String(values[0]));`,
      size,
    );
    t.deepEqual((await project.run()).outcomes, { team: 'executed' });
    let value = Math.fround(Math.fround(1 / size) + Math.fround(Math.fround(0.1) / size));
    if (size === 3) value = Math.fround(value + Math.fround(Math.fround(0.01) / size));
    for (let round = 1; round < 5; round += 1) {
      const part = Math.fround(value / size);
      value = Math.fround(part + part);
      if (size === 3) value = Math.fround(value + part);
    }
    t.deepEqual(
      await project.traces(),
      Array.from({ length: size }, (_, rank) => `${rank} of ${size} x ${value}`),
    );
    t.is(await project.artifact('team', 'sum', 'sum'), String(value));
  });
}

test('what members other than the first print, log, report and save reaches neither outputs nor checkpoint', async (t) => {
  const project = await makeProject(t);
  await teamProject(
    project,
    `log.info('logged by ' + team.rank);
    progress({ done: team.rank, total: 3, unit: 'ranks' });
    await checkpoint.save(async (folder: string) => writeFileSync(folder + '/rank', String(team.rank)));
    note(JSON.stringify(outputs).includes('sum'));
    await team.sum(new Float32Array(1));
    if (team.rank > 0) return;
    writeFileSync(outputs.sum + '/sum', readFileSync((await checkpoint.load()) + '/rank', 'utf8'));`,
  );
  const { events } = await project.run();
  t.is(await project.artifact('team', 'sum', 'sum'), '0');
  t.deepEqual(await project.traces(), ['false', 'false', 'true']);
  const progress = events.flatMap((event) => (event.type === 'action-progress' ? [event.done] : []));
  t.deepEqual(progress, [0]);
});

test('members go on from the checkpoint that the first one loaded', async (t) => {
  const project = await makeProject(t);
  await teamProject(
    project,
    `if (loaded === undefined) {
      await checkpoint.save(async (folder: string) => writeFileSync(folder + '/at', 'halfway'));
      throw Object.assign(new Error('first time'), { code: 'FIRST_TIME' });
    }
    note(team.rank + ' ' + readFileSync(loaded + '/at', 'utf8'));
    await team.sum(new Float32Array(1));
    if (team.rank === 0) writeFileSync(outputs.sum + '/sum', '');`,
  );
  t.is((await project.run()).outcomes.team, 'failed');
  t.is((await project.run()).outcomes.team, 'executed');
  t.deepEqual(await project.traces(), ['0 halfway', '1 halfway', '2 halfway']);
});

test("a member's error is the action's, with code and hint", async (t) => {
  const project = await makeProject(t);
  await teamProject(
    project,
    `if (team.rank === 2) throw Object.assign(new Error('no third'), { code: 'NO_THIRD', hint: 'try two' });
    await team.sum(new Float32Array(1));`,
  );
  const { error } = (await project.run()).finished('team');
  t.deepEqual([error?.code, error?.message, error?.hint], ['NO_THIRD', 'no third', 'try two']);
});

test('a member that dies fails the action, and sums of different lengths do', async (t) => {
  const project = await makeProject(t);
  await teamProject(
    project,
    `if (team.rank === 1) process.kill(process.pid, 'SIGKILL');
    await team.sum(new Float32Array(1));`,
  );
  const died = (await project.run()).finished('team').error;
  t.is(died?.code, 'WORKER_DIED');
  t.regex(died?.message ?? '', /ended by SIGKILL/);

  await teamProject(project, 'await team.sum(new Float32Array(1 + team.rank));', 2);
  const uneven = (await project.run()).finished('team').error;
  t.regex(uneven?.message ?? '', /gave 1 and 2 values for one sum/);
});

test('members end with their action, done or not', async (t) => {
  const project = await makeProject(t);
  await teamProject(
    project,
    `writeFileSync(baseDir + '/pid-' + team.rank, String(process.pid));
    await team.sum(new Float32Array(1));
    if (team.rank === 0) writeFileSync(outputs.sum + '/sum', '');
    else for (;;) await team.sum(new Float32Array(1));`,
  );
  t.is((await project.run()).outcomes.team, 'executed');
  const names = (await readdir(project.folder)).filter((name) => name.startsWith('pid-'));
  t.is(names.length, 3);
  for (const name of names.filter((each) => each !== 'pid-0')) {
    const pid = Number(await readFile(project.path(name), 'utf8'));
    t.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
  }
});

test('actions of several threads have a process each; those of one share', async (t) => {
  const project = await makeProject(t);
  await project.write(
    'stages/pid.ts',
    `import { writeFileSync } from 'node:fs';
    export default async ({ outputs }: any) => writeFileSync(outputs.out + '/pid', String(process.pid));`,
  );
  const stage = { program: 'stages/pid.ts', axes: { x: [1, 2, 3] }, outputs: ['out'] };
  await project.writePipeline({
    alone: { ...stage, resources: { threads: 2 } },
    shared: { ...stage, inputs: { after: 'alone/out' } },
  });
  await project.run({ jobs: 2 });
  const pids = (name: string): Promise<string[]> =>
    Promise.all([1, 2, 3].map((x) => project.artifact(`${name}/${x}`, 'out', 'pid')));
  t.is(new Set(await pids('alone')).size, 3);
  t.true(new Set(await pids('shared')).size < 3);
});
