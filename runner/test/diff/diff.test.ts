import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import test, { type ExecutionContext } from 'ava';
import { NO_TOLERANCE, type Tolerance } from '../../src/compare/tolerance.ts';
import type { ActionDiff, DiffReport } from '../../src/diff/diff-report.ts';
import { DiffRequestError } from '../../src/diff/errors.ts';
import { diffPipeline, renderDiffPage, toJsonReport } from '../../src/diff/index.ts';
import { InvalidLockFileError } from '../../src/lockfile/errors.ts';
import { loadPipeline } from '../../src/pipeline/load.ts';
import { makeProject, Project } from '../execute/project.ts';

const run = promisify(execFile);

/** Three measurements make a table; a picture is drawn of it. */
function measurements(value: number, more: object = {}): object {
  return {
    measure: {
      axes: { model: ['a', 'b', 'c', 'd'] },
      params: { value },
      command: 'echo "{\\"value\\":${params.value}}" > ${output.out}/result.json',
      outputs: ['out'],
    },
    table: {
      command: 'cat source > ${output.out}/table.csv',
      files: ['source'],
      inputs: { cells: 'measure/out' },
      outputs: ['out'],
    },
    draw: {
      command: 'printf "<svg>%s</svg>" "$(cat ${input.table}/table.csv)" > ${output.out}/figure.svg',
      inputs: { table: 'table/out' },
      outputs: ['out'],
    },
    ...more,
  };
}

async function makeStudy(t: ExecutionContext): Promise<Project> {
  const project = await makeProject(t);
  await fillStudy(project);
  return project;
}

async function fillStudy(project: Project): Promise<void> {
  await project.write('source', 'name,accuracy\nx,0.5\ny,0.25\n');
  await project.writePipeline(measurements(1));
}

async function diff(
  project: Project,
  a?: string,
  b?: string,
  tolerance: Tolerance = NO_TOLERANCE,
): Promise<DiffReport> {
  const graph = await loadPipeline({ baseDir: project.folder });
  return diffPipeline(graph, { a, b, tolerance, schemaFolders: [], isSelected: () => true });
}

function actionsOf({ groups }: DiffReport): ActionDiff[] {
  return groups.flatMap(({ actions }) => actions);
}

async function git(project: Project, ...args: string[]): Promise<void> {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false'];
  await run('git', [...identity, ...args], { cwd: project.folder });
}

test('a changed parameter: who changed, why, and the numbers that differ', async (t) => {
  const project = await makeStudy(t);
  await project.run();
  await project.writePipeline(measurements(1.5));
  await project.run();
  const report = await diff(project, 'latest~1', 'latest');
  t.true(report.isDifferent);
  t.is(report.unchanged, 1);
  const [measured, table] = report.groups;
  t.like(measured, { stage: 'measure', change: 'changed', verdict: 'differs' });
  t.regex(measured?.why ?? '', /^params\.value 1 → 1\.5; command /);
  t.is(measured?.actions.length, 4);
  const [file] = measured!.actions[0]!.outputs[0]!.files!;
  t.like(file, { path: 'result.json', kind: 'json', withinTolerance: false });
  t.like(file?.numbers?.largestAbsolute, { value: 0.5, place: 'value', before: 1, after: 1.5 });
  t.like(table, { stage: 'table', verdict: 'same-bytes' });
  t.regex(table?.why ?? '', /^input cells: measure\/a gave other bytes/);
});

test('tables are joined on their keys; within the tolerance nothing differs', async (t) => {
  const project = await makeStudy(t);
  await project.run();
  await project.write('source', 'name,accuracy\ny,0.25\nx,0.501\n');
  await project.run();
  const report = await diff(project, 'latest~1');
  const [table, draw] = actionsOf(report);
  t.deepEqual(
    table?.outputs[0]?.files?.[0]?.table?.cells.map(({ row, column, before, after }) => [
      row,
      column,
      before,
      after,
    ]),
    [['name=x', 'accuracy', 0.5, 0.501]],
  );
  t.like(draw, { action: 'draw', verdict: 'differs', why: 'input table: table gave other bytes' });
  const loose = await diff(project, 'latest~1', undefined, { absolute: 0.01, relative: 0 });
  t.is(actionsOf(loose)[0]?.verdict, 'within-tolerance');
  const graph = await loadPipeline({ baseDir: project.folder });
  const only = await diffPipeline(graph, {
    a: 'latest~1',
    tolerance: { absolute: 0.01, relative: 0 },
    schemaFolders: [],
    isSelected: (id) => id === 'table',
  });
  t.false(only.isDifferent);
});

test('the same state has no difference, whichever way it is named', async (t) => {
  const project = await makeStudy(t);
  await project.run({ writeLock: true });
  for (const side of ['latest', 'pipeline.lock.json', 'present']) {
    const report = await diff(project, side, 'present');
    t.deepEqual(report.groups, []);
    t.false(report.isDifferent);
    t.is(report.unchanged, 6);
  }
});

test('git revisions: HEAD by default, commits and tags by name, from a folder below the root', async (t) => {
  const outer = await makeProject(t);
  const project = new Project(outer.path('study'));
  await fillStudy(project);
  await git(outer, 'init', '-q', '-b', 'main');
  await git(project, 'add', 'pipeline.json', 'source');
  await git(project, 'commit', '-qm', 'no lock yet');
  await git(project, 'tag', 'bare');
  await project.run({ writeLock: true });
  await git(project, 'add', 'pipeline.lock.json');
  await git(project, 'commit', '-qm', 'one');
  await git(project, 'tag', 'v1');
  await project.write('source', 'name,accuracy\nx,0.75\ny,0.25\n');
  const waiting = await diff(project);
  t.deepEqual(
    waiting.groups.map(({ stage, verdict, why }) => [
      stage,
      verdict,
      why.replace(/"[0-9a-f]+…?/g, 'X').replaceAll('X"', 'X'),
    ]),
    [
      ['table', 'unknown', 'file source changed; has no result yet'],
      ['draw', 'unknown', 'waits for table, which has no result yet'],
    ],
  );
  await project.run({ writeLock: true });
  t.is((await diff(project)).a.label, 'HEAD');
  t.deepEqual(
    actionsOf(await diff(project)).map(({ action }) => action),
    ['table', 'draw'],
  );
  await git(project, 'commit', '-qam', 'two');
  t.deepEqual((await diff(project)).groups, []);
  for (const revision of ['HEAD~1', 'v1']) {
    const report = await diff(project, revision, 'HEAD');
    t.like(report.a, { kind: 'revision', label: revision });
    t.is(actionsOf(report)[0]?.outputs[0]?.files?.[0]?.path, 'table.csv');
  }
  await t.throwsAsync(diff(project, 'bare'), {
    instanceOf: DiffRequestError,
    message: /has no pipeline\.lock\.json/,
  });
});

test('what looks like an option or a path of another file is no revision', async (t) => {
  const project = await makeStudy(t);
  await project.run({ writeLock: true });
  await git(project, 'init', '-q');
  await git(project, 'add', '.');
  await git(project, 'commit', '-qm', 'one');
  for (const name of ['--output=stolen', '-h', 'HEAD:source', 'HEAD --', '$(touch stolen)', 'nothing']) {
    const error = await t.throwsAsync(diff(project, name), { instanceOf: DiffRequestError });
    t.is(error?.exitCode, 2);
    t.regex(error?.message ?? '', /is neither a run, nor a lock file, nor a git revision/);
  }
  await t.throwsAsync(readFile(project.path('stolen')), { code: 'ENOENT' });
});

test('runs by the beginning of their id; what is ambiguous or unknown is said', async (t) => {
  const project = await makeStudy(t);
  await project.run();
  await project.write('source', 'name,accuracy\n');
  await project.run();
  const id = (await diff(project, 'latest')).a.label;
  t.is((await diff(project, id.slice(0, -2))).a.label, id);
  const ambiguous = await t.throwsAsync(diff(project, '20'), { instanceOf: DiffRequestError });
  t.regex(ambiguous?.message ?? '', /2 runs begin with '20'/);
  await t.throwsAsync(diff(project, 'latest~2'), {
    instanceOf: DiffRequestError,
    message: /no run 'latest~2'/,
  });
});

test('without a commit and without runs there is nothing to compare with', async (t) => {
  const project = await makeStudy(t);
  await t.throwsAsync(diff(project), { instanceOf: DiffRequestError, message: /nothing to compare with/ });
});

test('actions that only one side has, and a profile that a lock lacks', async (t) => {
  const project = await makeStudy(t);
  await project.run({ writeLock: true });
  await project.writePipeline(
    measurements(1, { extra: { command: 'touch ${output.out}/x', outputs: ['out'] }, draw: undefined }),
  );
  await project.run();
  const report = await diff(project, 'pipeline.lock.json');
  t.deepEqual(
    report.groups.map(({ stage, change }) => [stage, change]),
    [
      ['extra', 'added'],
      ['draw', 'removed'],
    ],
  );
  t.true(report.isDifferent);
  await project.write('other.json', '{\n  "lockVersion": 1,\n  "profiles": {}\n}\n');
  await t.throwsAsync(diff(project, 'other.json'), {
    instanceOf: DiffRequestError,
    message: /does not have profile/,
  });
  await project.write('other.json', '{');
  await t.throwsAsync(diff(project, 'other.json'), { instanceOf: InvalidLockFileError });
});

test('without records or bytes, changes are still listed by their digests, and said to be known no better', async (t) => {
  const project = await makeStudy(t);
  await project.run({ writeLock: true });
  const before = await readFile(project.path('pipeline.lock.json'), 'utf8');
  await project.write('old.json', before);
  await project.write('source', 'name,accuracy\nx,0.75\ny,0.25\n');
  await project.run({ writeLock: true });
  const whole = actionsOf(await diff(project, 'old.json'))[0]!;
  const [file] = whole.outputs[0]!.files!;
  await rm(file!.before!.absolutePath);
  const table = actionsOf(await diff(project, 'old.json'))[0]!;
  t.is(table.outputs[0]?.note, "only digests are known: the cache's file for table.csv of A is missing");
  t.is(table.verdict, 'differs');
  t.regex(table.why, /^file source changed/);
  await writeFile(file!.before!.absolutePath, 'damaged');
  t.regex(actionsOf(await diff(project, 'old.json'))[0]!.outputs[0]!.note!, /of A is damaged$/);
  await rm(project.path('cache', 'actions'), { recursive: true });
  const bare = actionsOf(await diff(project, 'old.json', 'pipeline.lock.json'))[0]!;
  t.is(bare.why, 'why is not known: the record of either side is not in the cache');
  t.is(bare.outputs[0]?.note, 'only digests are known: the cache has no record of either side');
  t.truthy(bare.outputs[0]?.before);
});

test('the JSON report names no path of this machine', async (t) => {
  const project = await makeStudy(t);
  await project.run();
  await project.writePipeline(measurements(2));
  await project.run();
  const text = JSON.stringify(toJsonReport(await diff(project, 'latest~1')));
  t.false(text.includes(project.folder));
  const { isDifferent, groups } = JSON.parse(text) as {
    isDifferent: boolean;
    groups: { actions: string[] }[];
  };
  t.true(isDifferent);
  t.deepEqual(groups[0]?.actions, ['measure/a', 'measure/b', 'measure/c', 'measure/d']);
});

test('the page shows pictures of both sides, escapes what the results say, and asks nobody for anything', async (t) => {
  const project = await makeStudy(t);
  await project.run();
  await project.write('source', 'name,accuracy\n<script>alert(1)</script>,0.5\ny,0.25\n');
  await project.run();
  const page = await renderDiffPage(await diff(project, 'latest~1'));
  t.is(page.match(/<img alt="out\/figure\.svg of [AB]" src="data:image\/svg\+xml;base64,/g)?.length, 2);
  t.true(page.includes('&lt;script&gt;alert(1)&lt;/script&gt;'));
  t.notRegex(page, /<script|<link|src="(?!data:)|url\(|https?:/);
});
