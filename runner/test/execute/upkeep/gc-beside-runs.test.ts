import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import fc from 'fast-check';
import { takeClockMark } from '../../../src/store/garbage/clock-mark.ts';
import { openStore } from '../../../src/store/store.ts';
import { verifyStore } from '../../../src/store/verify-store.ts';
import { makeProject, type Project } from '../project.ts';

const COLLECTOR = fileURLToPath(new URL('./collect-repeatedly.ts', import.meta.url));

/** Another process that collects all it can, again and again. See collect-repeatedly.ts. */
class Collector {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #output: Interface;
  #rounds = 0;
  #lastLine = '';
  readonly ended: Promise<NodeJS.Signals | null>;

  constructor(t: ExecutionContext, project: Project, ...args: string[]) {
    this.#child = spawn(process.execPath, ['--import=tsx', COLLECTOR, project.folder, ...args], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    t.teardown(() => this.#child.kill('SIGKILL'));
    this.#output = createInterface(this.#child.stdout).on('line', (line) => {
      this.#lastLine = line;
      if (line === 'round') this.#rounds += 1;
    });
    this.ended = once(this.#child, 'close').then(([, signal]) => signal as NodeJS.Signals | null);
  }

  /** Waits until it has gone through the cache once more, from beginning to end. */
  async finishRound(): Promise<void> {
    // The round that is going on began earlier, so it does not count.
    const wanted = this.#rounds + 2;
    while (this.#rounds < wanted) await once(this.#output, 'line');
  }

  /** Tells it to end. @returns how much it removed */
  async stop(): Promise<Record<string, number>> {
    this.#child.stdin.end();
    await this.ended;
    return JSON.parse(this.#lastLine) as Record<string, number>;
  }
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
  const collector = new Collector(t, project);
  await collector.finishRound();
  // Few words, so that results are also found again while they are being removed.
  for (let i = 0; i < 15; i++) {
    const word = `w${(i * 7) % 3}`;
    t.deepEqual(await runWith(project, word), { ok: true, all: word + word, healed: [] });
    // Every third time a whole round comes in between, so that it certainly has removed something.
    if (i % 3 === 2) await collector.finishRound();
  }
  const { results, files } = await collector.stop();
  t.true((results ?? 0) > 0 && (files ?? 0) > 0, 'the collector had something to do');
  t.deepEqual(await findFaults(project), []);
});

test('a collector killed at any moment leaves a sound cache', async (t) => {
  const project = await makeWords(t);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 2, max: 3 }), async (nth, runs) => {
      for (let i = 0; i < runs; i++) t.true((await runWith(project, `k${i}`)).ok);
      t.is(await new Collector(t, project, String(nth)).ended, 'SIGKILL');
      t.deepEqual(await findFaults(project), []);
      t.deepEqual(await runWith(project, 'k0'), { ok: true, all: 'k0k0', healed: [] });
    }),
    { seed: 12, numRuns: 6 },
  );
});
