import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import fc from 'fast-check';
import { takeClockMark } from '../../../src/store/garbage/clock-mark.ts';
import { openStore } from '../../../src/store/store.ts';
import { verifyStore } from '../../../src/store/verify-store.ts';
import { makeProject, type Project } from '../project.ts';

const COLLECTOR = fileURLToPath(new URL('./collect-repeatedly.ts', import.meta.url));

interface Collector {
  readonly child: ChildProcess;
  /** All that it has written, once it has ended. */
  readonly ended: Promise<string>;
}

async function startCollector(t: ExecutionContext, project: Project): Promise<Collector> {
  const child = spawn(process.execPath, ['--import=tsx', COLLECTOR, project.folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  t.teardown(() => child.kill('SIGKILL'));
  let written = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    written += text;
  });
  const ended = once(child, 'close').then(() => written);
  await once(child.stdout, 'data');
  return { child, ended };
}

/** Two words, each written by an action of its own, and joined; what a word is, only `--set` says. */
async function makeWords(t: ExecutionContext): Promise<Project> {
  const project = await makeProject(t);
  await project.write(
    'say.js',
    `import { writeFileSync } from 'node:fs';
    export default async ({ params, outputs }) => {
      writeFileSync(outputs.out + '/word', params.word);
      writeFileSync(outputs.out + '/same', 'the same in all');
    };`,
  );
  const say = { program: './say.js', axes: { nth: [1, 2] }, params: { word: 'x' }, outputs: ['out'] };
  const join = {
    command: 'for folder in ${input.words}; do cat "$folder/word"; done > ${output.out}/all',
    inputs: { words: 'say/out' },
    outputs: ['out'],
  };
  await project.writePipeline({ say, join });
  return project;
}

interface RunResult {
  readonly ok: boolean;
  readonly all: string;
  /** Actions that had to run because the cache had lost what they relied on. */
  readonly healed: readonly string[];
}

async function runWith(project: Project, word: string): Promise<RunResult> {
  const { summary, events } = await project.run({ set: [`say.word=${word}`] });
  const healed = events.flatMap((event) =>
    event.type === 'action-finished' && event.reason.startsWith('cache damaged') ? [event.action] : [],
  );
  return { ok: summary.ok, all: await project.artifact('join', 'out', 'all'), healed };
}

async function findFaults(project: Project): Promise<unknown> {
  // Opening puts back what a killed collector had in hand.
  const store = openStore({ cacheDir: project.path('cache'), baseDir: project.folder });
  await takeClockMark(store.scratch);
  const { findings } = await verifyStore(store.folders);
  store.close();
  return findings;
}

test('runs that go on while another process collects all it can end well, with the right artifacts', async (t) => {
  const project = await makeWords(t);
  const { child, ended } = await startCollector(t, project);
  // Few words, so that results are also found again while they are being removed.
  for (let i = 0; i < 15; i++) {
    const word = `w${(i * 7) % 3}`;
    t.deepEqual(await runWith(project, word), { ok: true, all: word + word, healed: [] });
  }
  child.stdin?.end();
  const { results, files } = JSON.parse((await ended).split('\n')[1] ?? '') as Record<string, number>;
  t.true((results ?? 0) > 0 && (files ?? 0) > 0, 'the collector had something to do');
  t.deepEqual(await findFaults(project), []);
});

test('a collector killed at any moment leaves a sound cache', async (t) => {
  const project = await makeWords(t);
  await fc.assert(
    fc.asyncProperty(fc.nat(30), fc.integer({ min: 2, max: 3 }), async (delayMs, runs) => {
      for (let i = 0; i < runs; i++) t.true((await runWith(project, `k${i}`)).ok);
      const { child, ended } = await startCollector(t, project);
      const timer = setTimeout(() => child.kill('SIGKILL'), delayMs);
      await ended;
      clearTimeout(timer);
      t.deepEqual(await findFaults(project), []);
      t.deepEqual(await runWith(project, 'k0'), { ok: true, all: 'k0k0', healed: [] });
    }),
    { seed: 12, numRuns: 5 },
  );
});
