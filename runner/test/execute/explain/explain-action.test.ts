import { readdir, readFile, rm } from 'node:fs/promises';
import test from 'ava';
import { makeProject, type Project } from '../project.ts';

/** `a` → `b` → `c`; each copies what it reads, `a` the file `source`. */
async function chainProject(project: Project, params: object = { v: 1 }, c: object = {}): Promise<void> {
  await project.writePipeline({
    a: { command: 'cat source > ${output.out}/file', files: ['source'], params, outputs: ['out'] },
    b: { command: 'cp ${input.from}/file ${output.out}/', inputs: { from: 'a/out' }, outputs: ['out'] },
    c: {
      command: 'cp ${input.from}/file ${output.out}/',
      inputs: { from: 'b/out' },
      outputs: ['out'],
      ...c,
    },
  });
}

async function dropRecords(project: Project, action: string): Promise<void> {
  const folder = project.path('cache', 'actions');
  for (const name of await readdir(folder, { recursive: true })) {
    if (!name.endsWith('.json')) continue;
    const record = JSON.parse(await readFile(project.path('cache', 'actions', name), 'utf8')) as {
      action: string;
    };
    if (record.action === action) await rm(project.path('cache', 'actions', name));
  }
}

test('before a run, explain follows pending inputs to what they begin with, and says what else changed', async (t) => {
  const project = await makeProject(t);
  await project.write('source', 'one');
  await chainProject(project);
  await project.run();
  await chainProject(project, { v: 2 }, { params: { own: true } });
  const c = await project.explain('c');
  t.is(c.state, 'depends');
  t.deepEqual(c.dependsOn, ['b']);
  t.deepEqual(
    c.changes.map(({ field }) => field),
    ['params.own', 'inputs.from'],
  );
  t.deepEqual(c.rootCauses, [
    { text: 'params.own (none) → true', actions: ['c'] },
    { text: 'params.v 1 → 2', actions: ['a'] },
  ]);
  t.is(c.key, undefined);
});

test('after a run, explain of what is up to date says why it last ran, to the root', async (t) => {
  const project = await makeProject(t);
  await project.write('source', 'one');
  await chainProject(project);
  await project.run();
  await project.write('source', 'two');
  await project.run();
  const { state, changes, lastRun, record, log } = await project.explain('c');
  t.is(state, 'up-to-date');
  t.deepEqual(changes, []);
  t.is(lastRun?.reason, 'input from: b gave other bytes');
  const [root, ...others] = lastRun?.rootCauses ?? [];
  t.deepEqual(others, []);
  t.deepEqual(root?.actions, ['a']);
  t.regex(root?.text ?? '', /^file source changed/);
  t.is(lastRun?.startedAt, record?.startedAt);
  t.is(await readFile(project.path(log ?? ''), 'utf8'), '');
});

test('the first run of an action is told from one whose record is gone, with and without the index', async (t) => {
  const project = await makeProject(t);
  await project.write('source', 'one');
  await chainProject(project);
  t.like(await project.explain('a'), { state: 'execute', reason: 'never ran', history: 'never-ran' });
  await project.run();
  t.is((await project.explain('a')).lastRun?.reason, 'never ran');
  await chainProject(project, { v: 2 });
  await dropRecords(project, 'a');
  const gone = {
    state: 'execute',
    reason: 'ran before, but the record of its last result is gone',
    history: 'record-gone',
  } as const;
  t.like(await project.explain('a'), gone);
  await rm(project.path('cache', 'index.json'));
  t.like(await project.explain('a'), gone);
  t.is((await project.run()).finished('a').reason, gone.reason);
});

test('the record before the last run may be gone: what the run noted is left', async (t) => {
  const project = await makeProject(t);
  await project.write('source', 'one');
  await chainProject(project);
  await project.run();
  await dropRecords(project, 'a');
  await chainProject(project, { v: 2 });
  await project.run();
  t.like((await project.explain('a')).lastRun, {
    reason: 'ran before, but the record of its last result is gone',
    note: 'the record of its result before that is gone',
    changes: [],
  });
});

test('coming back to an earlier result is no edit: it names what changed back', async (t) => {
  const project = await makeProject(t);
  await project.write('source', 'one');
  await chainProject(project);
  await project.run();
  await project.write('source', 'two');
  await chainProject(project, { v: 2 });
  await project.run();
  await project.write('source', 'one');
  await chainProject(project, { v: 1 });
  const run = await project.run();
  t.is(run.outcomes.a, 'restored');
  t.regex(run.finished('a').reason, /^the cache has this result: params\.v 2 → 1; file source changed/);
  const { lastRun } = await project.explain('a');
  t.is(lastRun?.reason, 'never ran');
  t.is(lastRun?.restored?.reason, run.finished('a').reason);
});

test('other bytes for the same key are called what they are', async (t) => {
  const project = await makeProject(t);
  await project.writePipeline({
    a: { command: 'date +%N > ${output.out}/file', outputs: ['out'] },
    b: { command: 'cp ${input.from}/file ${output.out}/', inputs: { from: 'a/out' }, outputs: ['out'] },
  });
  await project.run();
  await project.run({ select: ['a'], force: true });
  const { state, rootCauses } = await project.explain('b');
  t.is(state, 'execute');
  t.deepEqual(rootCauses, [
    {
      text: 'was executed again with the same key and gave other bytes: it is not deterministic',
      actions: ['a'],
    },
  ]);
});

test('a changed module and a changed package are named, the latter also far below', async (t) => {
  const project = await makeProject(t);
  const manifest = (name: string, version: string, dependencies = {}): Promise<void> =>
    project.write(
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version, main: 'index.js', dependencies }),
    );
  await manifest('near', '1.0.0', { far: '*' });
  await manifest('far', '2.0.0');
  await project.write('node_modules/near/index.js', 'module.exports = 1;');
  await project.write('node_modules/far/index.js', 'module.exports = 1;');
  await project.write('src/word.ts', `export const word = 'one';\n`);
  await project.write(
    'stages/say.ts',
    `import { writeFileSync } from 'node:fs';
    import near from 'near';
    import { word } from '../src/word.ts';
    export default async ({ outputs }: any) => writeFileSync(outputs.out + '/file', word + near);`,
  );
  await project.writePipeline({
    say: { program: 'stages/say.ts', outputs: ['out'] },
    copy: { command: 'cp ${input.from}/file ${output.out}/', inputs: { from: 'say/out' }, outputs: ['out'] },
  });
  await project.run();

  await manifest('far', '2.0.1');
  const far = await project.explain('say');
  t.deepEqual(
    far.changes.map(({ field, text, names }) => ({ field, text, names })),
    [
      {
        field: 'packages.near',
        text: 'package near: it depends on far 2.0.0 → 2.0.1',
        names: ['far'],
      },
    ],
  );
  await manifest('near', '1.1.0', { far: '*' });
  t.is((await project.explain('say')).reason, 'package near 1.0.0 → 1.1.0');
  await project.run();

  await project.write('src/word.ts', `export const word = 'two';\n`);
  t.deepEqual((await project.explain('copy')).rootCauses, [
    { text: 'code changed: src/word.ts', actions: ['say'] },
  ]);
  await project.run();
  t.deepEqual((await project.explain('copy')).lastRun?.rootCauses, [
    { text: 'code changed: src/word.ts', actions: ['say'] },
  ]);
});

test('a failed attempt is shown until it succeeds', async (t) => {
  const project = await makeProject(t);
  await project.writePipeline({
    a: { command: 'echo words; test -e go && echo 1 > ${output.out}/x', outputs: ['out'] },
  });
  await project.run();
  const failed = await project.explain('a');
  t.like(failed.failure, { message: 'The command ended with exit code 1.' });
  t.is(await readFile(project.path(failed.log ?? ''), 'utf8'), 'words\n');
  await project.write('go', '');
  await project.run();
  t.is((await project.explain('a')).failure, undefined);
});

test('looking does not change which result is the last one', async (t) => {
  const project = await makeProject(t);
  await project.write('source', 'one');
  await chainProject(project);
  await project.run();
  await project.write('source', 'two');
  await project.run();
  await project.write('source', 'one');
  await project.plan();
  await project.explain('c');
  t.is((await project.run({ only: ['c'] })).outcomes.c, 'up-to-date');
  t.is(await project.artifact('b', 'out', 'file'), 'two');
});

test('an input that comes from another output of an action that also gives a pending one is not taken for changed', async (t) => {
  const project = await makeProject(t);
  const stages = (v: number): object => ({
    a: {
      command: 'echo 1 > ${output.one}/file; echo 2 > ${output.two}/file',
      params: { v },
      outputs: ['one', 'two'],
    },
    b: {
      command: 'cat ${input.x}/file ${input.y}/file > ${output.out}/file',
      inputs: { x: 'a/one', y: 'a/two' },
      outputs: ['out'],
    },
  });
  await project.writePipeline(stages(1));
  await project.run();
  await project.writePipeline(stages(2));
  t.deepEqual(
    (await project.explain('b')).changes.map(({ text }) => text),
    ['input x: not known before a ran', 'input y: not known before a ran'],
  );
});
