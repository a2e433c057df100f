import { chmod, readFile, rm, stat, writeFile } from 'node:fs/promises';
import test from 'ava';
import type { RunEvent } from '../../../src/execute/events.ts';
import { checkLock, lockResults, verifyFrozen } from '../../../src/execute/index.ts';
import { InvalidLockFileError } from '../../../src/lockfile/errors.ts';
import { readLockFile } from '../../../src/lockfile/read-lock-file.ts';
import { loadPipeline } from '../../../src/pipeline/load.ts';
import { makeProject, type Project } from '../project.ts';

/** `make` reads `source`, `copy` reads it, `count` reads that. */
const chain = {
  make: { command: 'cat source > ${output.out}/file', files: ['source'], outputs: ['out'] },
  copy: { command: 'cp ${input.from}/file ${output.out}/', inputs: { from: 'make/out' }, outputs: ['out'] },
  count: {
    command: 'wc -c < ${input.from}/file > ${output.out}/size',
    inputs: { from: 'copy/out' },
    outputs: ['out'],
  },
};

async function makeChain(t: import('ava').ExecutionContext): Promise<Project> {
  const project = await makeProject(t);
  await project.write('source', 'one');
  await project.writePipeline(chain);
  return project;
}

const lockPath = (project: Project) => project.path('pipeline.lock.json');
const lockText = (project: Project) => readFile(lockPath(project), 'utf8');
const lockedActions = (project: Project) => [...(readLockFile(lockPath(project))?.values() ?? [])][0];

async function frozen(project: Project, select?: string[]) {
  const graph = await loadPipeline({ baseDir: project.folder });
  const events: RunEvent[] = [];
  const options = { jobs: 1, ...(select === undefined ? {} : { select }) };
  const summary = await verifyFrozen(graph, options, (event) => events.push(event));
  const outcomes: Record<string, string> = {};
  const reasons: Record<string, string> = {};
  for (const event of events) {
    if (event.type !== 'action-finished') continue;
    outcomes[event.action] = event.outcome;
    reasons[event.action] = event.reason;
  }
  return { summary, outcomes, reasons };
}

async function check(project: Project) {
  return checkLock(await loadPipeline({ baseDir: project.folder }));
}

test('a run writes the lock; one that changes nothing does not touch it', async (t) => {
  const project = await makeChain(t);
  await project.run({ writeLock: true });
  t.deepEqual([...(lockedActions(project)?.keys() ?? [])], ['copy', 'count', 'make']);
  const before = await stat(lockPath(project), { bigint: true });
  await project.run({ writeLock: true });
  const after = await stat(lockPath(project), { bigint: true });
  t.deepEqual([after.mtimeNs, after.ino], [before.mtimeNs, before.ino]);
});

test('a selection changes just its lines; a whole run drops those of actions that are gone', async (t) => {
  const project = await makeChain(t);
  await project.run({ writeLock: true });
  const before = lockedActions(project)!;
  await project.write('source', 'three');
  await project.run({ select: ['make'], writeLock: true });
  const part = lockedActions(project)!;
  t.not(part.get('make')?.key, before.get('make')?.key);
  t.deepEqual(part.get('copy'), before.get('copy'));
  await project.writePipeline({ make: chain.make, copy: chain.copy });
  await project.run({ select: ['make'], writeLock: true });
  t.true(lockedActions(project)?.has('count'));
  await project.run({ writeLock: true });
  t.deepEqual([...lockedActions(project)!.keys()], ['copy', 'make']);
});

test('neither a failed run nor one that keeps edits touches the lock', async (t) => {
  const project = await makeChain(t);
  await project.run({ writeLock: true });
  const before = await lockText(project);
  await writeFile(project.path('artifacts', 'copy', 'out', 'file'), 'edited');
  await project.run({ keepEdits: true, writeLock: true });
  t.is(await lockText(project), before);
  await project.writePipeline({ ...chain, count: { ...chain.count, command: 'false' } });
  await project.write('source', 'other');
  t.false((await project.run({ writeLock: true })).summary.ok);
  t.is(await lockText(project), before);
});

test('a lock with a merge conflict stops the run before anything runs, and stays as it is', async (t) => {
  const project = await makeChain(t);
  await project.run({ writeLock: true });
  const conflict = (await lockText(project)).replace('\n\n', '\n=======\n');
  await writeFile(lockPath(project), conflict);
  await project.write('source', 'two');
  const error = await t.throwsAsync(project.run({ writeLock: true }), { instanceOf: InvalidLockFileError });
  t.regex(error?.message ?? '', /^pipeline\.lock\.json:6:1 /);
  t.is(await lockText(project), conflict);
  t.is(await project.artifact('make', 'out', 'file'), 'one');
  // Without writing the lock it is nobody's business.
  t.true((await project.run()).summary.ok);
});

test('frozen: everything as locked is up to date, and what is not in place is restored', async (t) => {
  const project = await makeChain(t);
  await project.run({ writeLock: true });
  t.deepEqual((await frozen(project)).outcomes, {
    make: 'up-to-date',
    copy: 'up-to-date',
    count: 'up-to-date',
  });
  await rm(project.path('artifacts'), { recursive: true });
  const { summary, outcomes } = await frozen(project);
  t.deepEqual(outcomes, { make: 'restored', copy: 'restored', count: 'restored' });
  t.like(summary, { ok: true, restored: 3, failed: 0 });
  t.is(await project.artifact('copy', 'out', 'file'), 'one');
});

test('frozen: says of every action what differs, runs nothing and restores nothing', async (t) => {
  const project = await makeChain(t);
  await project.run({ writeLock: true });
  await rm(project.path('artifacts', 'count'), { recursive: true });
  await project.write('source', 'two');
  await project.writePipeline({
    ...chain,
    copy: { ...chain.copy, params: { depth: 2 } },
    fresh: { command: 'touch ${output.out}/x', outputs: ['out'] },
  });
  const { summary, outcomes, reasons } = await frozen(project);
  t.like(summary, { ok: false, failed: 3, skipped: 1, executed: 0 });
  t.deepEqual(outcomes, { make: 'failed', copy: 'failed', count: 'skipped', fresh: 'failed' });
  t.regex(reasons.make!, /^file source changed/);
  t.is(reasons.copy, 'params.depth (none) → 2');
  t.is(reasons.fresh, 'is not in pipeline.lock.json');
  await t.throwsAsync(project.artifact('count', 'out', 'size'), { code: 'ENOENT' });
  t.is(await project.artifact('make', 'out', 'file'), 'one');
});

test('frozen: without a lock, with actions that are gone, with inputs that the lock lacks', async (t) => {
  const project = await makeChain(t);
  await project.run();
  t.is((await frozen(project)).reasons.make, 'there is no pipeline.lock.json');
  await project.run({ writeLock: true });
  await project.writePipeline({ make: chain.make, copy: chain.copy });
  const gone = await frozen(project);
  t.deepEqual(gone.outcomes, { make: 'up-to-date', copy: 'up-to-date', count: 'failed' });
  t.regex(gone.reasons.count!, /not in profile .* any more/);
  await project.run({ writeLock: true });
  await project.writePipeline(chain);
  await writeFile(
    lockPath(project),
    (await lockText(project)).replace(/ +"make".*\n/, '').replace(',\n\n', '\n'),
  );
  const { reasons } = await frozen(project);
  t.is(reasons.make, 'is not in pipeline.lock.json');
  t.is(reasons.copy, 'its input make is not in pipeline.lock.json');
});

test('frozen: a result that the cache lacks, has damaged, or has with other bytes', async (t) => {
  const project = await makeChain(t);
  await project.run({ writeLock: true });
  const text = await lockText(project);
  const { count } = Object.fromEntries(lockedActions(project)!);
  await writeFile(lockPath(project), text.replace(count!.outputs.out!, '0'.repeat(64)));
  t.is((await frozen(project)).reasons.count, 'the cache has other bytes for out than pipeline.lock.json');
  await writeFile(lockPath(project), text);
  const record = project.path('cache', 'actions', count!.key.slice(0, 2), `${count!.key.slice(2)}.json`);
  await chmod(record, 0o644);
  await writeFile(record, '{}');
  t.regex((await frozen(project)).reasons.count!, /^cache damaged/);
  await rm(project.path('cache', 'actions'), { recursive: true });
  const { outcomes, reasons } = await frozen(project);
  t.deepEqual(outcomes, { make: 'failed', copy: 'failed', count: 'failed' });
  t.is(reasons.make, 'its result is not in the cache');
});

test('frozen: a blob found damaged when it is restored fails its action', async (t) => {
  const project = await makeChain(t);
  await project.run({ writeLock: true });
  await rm(project.path('artifacts'), { recursive: true });
  await rm(project.path('cache', 'objects'), { recursive: true });
  const { summary, outcomes } = await frozen(project);
  t.deepEqual(outcomes, { make: 'failed', copy: 'failed', count: 'failed' });
  t.false(summary.ok);
});

test('frozen: a selection needs only its own results; what it reads from is compared by key', async (t) => {
  const project = await makeChain(t);
  await project.run({ writeLock: true });
  const { make, copy } = Object.fromEntries(lockedActions(project)!);
  for (const { key } of [make!, copy!]) {
    await rm(project.path('cache', 'actions', key.slice(0, 2), `${key.slice(2)}.json`));
  }
  await rm(project.path('artifacts'), { recursive: true });
  await rm(project.path('cache', 'index.json'));
  const { outcomes } = await frozen(project, ['count']);
  t.deepEqual(outcomes, { count: 'restored' });
  await project.write('source', 'two');
  t.deepEqual((await frozen(project, ['count'])).outcomes, { make: 'failed', count: 'up-to-date' });
});

test('the check needs no cache and leaves none behind', async (t) => {
  const project = await makeChain(t);
  await project.run({ writeLock: true });
  await rm(project.path('cache'), { recursive: true });
  await rm(project.path('artifacts'), { recursive: true });
  t.deepEqual(await check(project), { profile: 'none', checked: 3, findings: [] });
  await project.write('source', 'two');
  const { findings } = await check(project);
  t.deepEqual(
    findings.map(({ action, code }) => [action, code]),
    [['make', 'LOCK_KEY_DIFFERS']],
  );
  t.regex(findings[0]!.message, /what changed cannot be said/);
  await t.throwsAsync(stat(project.path('cache')), { code: 'ENOENT' });
});

test('results in the cache are locked without running; what has none is named', async (t) => {
  const project = await makeChain(t);
  await project.run();
  const graph = await loadPipeline({ baseDir: project.folder });
  t.deepEqual(await lockResults(graph), { actions: 3, written: true });
  t.deepEqual(await lockResults(graph), { actions: 3, written: false });
  t.deepEqual((await check(project)).findings, []);
  await project.write('source', 'two');
  const error = await t.throwsAsync(lockResults(await loadPipeline({ baseDir: project.folder })));
  t.is(error?.message, 'No present result in the cache: make, copy, count');
});
