import { existsSync } from 'node:fs';
import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { type CacheGarbage, verifyCache } from '../../../src/execute/index.ts';
import {
  type CollectOptions,
  collectCacheGarbage,
} from '../../../src/execute/upkeep/collect-cache-garbage.ts';
import { loadPipeline } from '../../../src/pipeline/load.ts';
import { openStore } from '../../../src/store/store.ts';
import { makeProject, type Project } from '../project.ts';

const SAY = {
  axes: { who: ['a', 'b'] },
  params: { word: 'hello' },
  program: './say.js',
  outputs: ['out'],
};
const PROFILES = {
  defaultProfile: 'small',
  profiles: { small: {}, large: { stages: { say: { params: { word: 'HELLO' } } } } },
};

async function makeStudy(project: Project): Promise<void> {
  await project.write(
    'say.js',
    `import { appendFileSync, writeFileSync } from 'node:fs';
    export default async ({ params, axes, outputs, baseDir }) => {
      appendFileSync(baseDir + '/traces', params.word + ' ' + axes.who + '\\n');
      writeFileSync(outputs.out + '/word', params.word + ' ' + axes.who);
    };`,
  );
  await project.writePipeline({ say: SAY }, PROFILES);
}

async function collect(project: Project, options: Partial<CollectOptions> = {}): Promise<CacheGarbage> {
  const graph = await loadPipeline({ baseDir: project.folder });
  return collectCacheGarbage(graph, { keepRuns: 0, dryRun: false, ...options });
}

/** Which of some words the cache still has: running with them executes nothing. */
async function findWords(project: Project, words: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const word of words) {
    const plan = await project.plan({ set: [`say.word=${word}`] });
    if (plan.every(({ state }) => state !== 'execute')) found.push(word);
  }
  return found;
}

test('current results of every profile stay; what nothing reaches goes, with its files', async (t) => {
  const project = await makeProject(t);
  await makeStudy(project);
  for (const word of ['once', 'HELLO', 'hello']) await project.run({ set: [`say.word=${word}`] });
  const { removed } = await collect(project);
  t.deepEqual(
    removed
      .filter(({ kind }) => kind === 'result')
      .map(({ action }) => action)
      .sort(),
    ['say/a', 'say/b'],
  );
  t.deepEqual(await findWords(project, ['once', 'HELLO', 'hello']), ['HELLO', 'hello']);
  await rm(project.path('artifacts'), { recursive: true });
  t.deepEqual((await project.run()).outcomes, { 'say/a': 'restored', 'say/b': 'restored' });
  t.is(await project.artifact('say/a', 'out', 'word'), 'hello a');
});

test('what the last runs gave stays, as many as asked for', async (t) => {
  const project = await makeProject(t);
  await makeStudy(project);
  const words = ['one', 'two', 'three', 'hello'];
  for (const word of words) await project.run({ set: [`say.word=${word}`] });
  await collect(project, { keepRuns: 3 });
  t.deepEqual(await findWords(project, words), ['two', 'three', 'hello']);
  await collect(project, { keepRuns: 0 });
  t.deepEqual(await findWords(project, words), ['hello']);
});

test('what pipeline.lock.json names stays; one that cannot be understood stops everything', async (t) => {
  const project = await makeProject(t);
  await makeStudy(project);
  const { events } = await project.run({ set: ['say.word=locked'] });
  t.true(events.length > 0);
  const store = openStore({ cacheDir: project.path('cache'), baseDir: project.folder });
  const key = store.index.action('say/a')?.key;
  store.close();
  for (const word of ['once', 'hello']) await project.run({ set: [`say.word=${word}`] });

  for (const broken of [
    '<<<<<<< HEAD',
    '[]',
    '{"lockVersion":2}',
    '{"lockVersion":1,"profiles":{"p":{"a":{}}}}',
  ]) {
    await project.write('pipeline.lock.json', broken);
    await t.throwsAsync(collect(project), { code: 'LOCK_INVALID' });
  }
  t.deepEqual(await findWords(project, ['locked', 'once', 'hello']), ['locked', 'once', 'hello']);

  const profiles = { small: { 'say/a': { key, outputs: {} } } };
  await project.write('pipeline.lock.json', JSON.stringify({ lockVersion: 1, profiles }));
  const { removed } = await collect(project);
  t.deepEqual(removed.filter(({ kind }) => kind === 'result').length, 3);
  const plan = await project.plan({ set: ['say.word=locked'] });
  t.deepEqual(
    plan.map(({ action, state }) => [action, state]),
    [
      ['say/a', 'restore'],
      ['say/b', 'execute'],
    ],
  );
});

test('a checkout that shares the cache keeps its last results, while it exists', async (t) => {
  const project = await makeProject(t);
  await makeStudy(project);
  await project.writePipeline({ say: SAY }, { ...PROFILES, cache: project.path('shared') });
  const other = await makeProject(t);
  await cp(project.folder, other.folder, { recursive: true });
  await other.run({ set: ['say.word=elsewhere'] });
  await project.run();
  await collect(project);
  t.deepEqual(await findWords(project, ['elsewhere', 'hello']), ['elsewhere', 'hello']);
  await rm(other.folder, { recursive: true });
  await collect(project);
  t.deepEqual(await findWords(project, ['elsewhere', 'hello']), ['hello']);
  const graph = await loadPipeline({ baseDir: project.folder });
  t.deepEqual((await verifyCache(graph, { repair: false })).findings, []);
});

test('actions and outputs that the pipeline no longer has go with their artifacts, unless somebody uses the cache', async (t) => {
  const project = await makeProject(t);
  await makeStudy(project);
  await project.run();
  await project.writePipeline({ say: { ...SAY, axes: { who: ['a'] } } }, PROFILES);
  const run = openStore({ cacheDir: project.path('cache'), baseDir: project.folder, inUse: true });
  t.deepEqual((await collect(project)).orphans, []);
  t.is(await project.artifact('say/b', 'out', 'word'), 'hello b');
  run.close();

  const planned = await collect(project, { dryRun: true });
  t.deepEqual(planned.orphans, [{ path: 'artifacts/say/b', bytes: 'hello b'.length }]);
  t.is(await project.artifact('say/b', 'out', 'word'), 'hello b');
  const done = await collect(project);
  t.deepEqual({ ...done, dryRun: true }, planned);
  t.deepEqual(await readdir(project.path('artifacts', 'say')), ['a']);
  t.false(existsSync(join(done.cacheDir, done.removed[0]!.path)));
  t.deepEqual((await project.run()).outcomes, { 'say/a': 'up-to-date' });
  const graph = await loadPipeline({ baseDir: project.folder });
  t.deepEqual((await verifyCache(graph, { repair: false })).findings, []);
});

test('a stored run that is damaged stops everything, if it is one whose results are to be kept', async (t) => {
  const project = await makeProject(t);
  await makeStudy(project);
  await project.run({ set: ['say.word=once'] });
  const [name = ''] = await readdir(project.path('cache', 'runs'));
  await project.write(join('cache', 'runs', name), '{}');
  await t.throwsAsync(collect(project, { keepRuns: 1 }), { code: 'RUN_DAMAGED' });
  t.deepEqual(await findWords(project, ['once']), ['once']);
});

test('two collections of one cache go one after the other', async (t) => {
  const project = await makeProject(t);
  await makeStudy(project);
  for (const word of ['once', 'hello']) await project.run({ set: [`say.word=${word}`] });
  const store = openStore({ cacheDir: project.path('cache'), baseDir: project.folder });
  const mutex = await store.acquireMutex('gc');
  let collecting: Promise<CacheGarbage> | undefined;
  await new Promise<void>((resolve) => {
    collecting = collect(project, { onWait: resolve });
  });
  t.deepEqual(await findWords(project, ['once', 'hello']), ['once', 'hello']);
  mutex.release();
  store.close();
  await collecting;
  t.deepEqual(await findWords(project, ['once', 'hello']), ['hello']);
});

test('what is larger than asked for and has to be kept is said', async (t) => {
  const project = await makeProject(t);
  await makeStudy(project);
  await project.run();
  const { notices, removed } = await collect(project, { maxBytes: 10 });
  t.deepEqual(
    removed.filter(({ kind }) => kind === 'result'),
    [],
  );
  t.regex(notices.join(), /larger than the 10 bytes asked for/);
});
