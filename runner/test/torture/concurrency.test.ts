import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { readJournal, runAndKill, type StartedRun, startRun } from './killed-run.ts';
import { writeTorturePipeline } from './pipeline-files.ts';
import { canSeeProcesses, waitForSilence } from './processes.ts';
import { createRandom } from './random.ts';
import { listLeftovers, readStudyState, type StudyState } from './study-state.ts';
import { compareStates } from './torture.ts';

const linuxOnly = canSeeProcesses ? test.serial : test.serial.skip;

interface Checkouts {
  readonly folders: readonly string[];
  readonly cacheDir: string;
}

/** Checkouts of the torture pipeline side by side, with one journal. */
async function makeCheckouts(t: ExecutionContext, count: number, cache?: string): Promise<Checkouts> {
  const root = await mkdtemp(join(tmpdir(), 'checkouts-'));
  t.teardown(() => rm(root, { recursive: true, force: true }));
  const folders = Array.from({ length: count }, (_, index) => join(root, `checkout-${index}`));
  for (const folder of folders) await writeTorturePipeline(folder, cache === undefined ? {} : { cache });
  return { folders, cacheDir: cache === undefined ? join(folders[0]!, 'cache') : join(folders[0]!, cache) };
}

async function runUndisturbed(t: ExecutionContext): Promise<StudyState> {
  const { folders, cacheDir } = await makeCheckouts(t, 1);
  await expectDone(t, startRun(folders[0]!));
  return readStudyState(folders[0]!, cacheDir);
}

async function expectDone(t: ExecutionContext, run: StartedRun): Promise<void> {
  t.is(await run.ended, 0, run.stdout() + run.stderr());
}

async function expectRight(
  t: ExecutionContext,
  { folders, cacheDir }: Checkouts,
  wanted: StudyState,
): Promise<void> {
  const journal = readJournal(folders[0]!);
  t.deepEqual(
    journal.filter((line) => line.startsWith('overlap')),
    [],
  );
  for (const folder of folders) {
    t.deepEqual(compareStates(readStudyState(folder, cacheDir), wanted), []);
    t.deepEqual(listLeftovers(folder, cacheDir), []);
    t.deepEqual(await waitForSilence(folder), []);
  }
  const verify = startRun(folders[0]!, ['cache', 'verify']);
  t.is(await verify.ended, 0, verify.stdout());
}

function countStarts(folder: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of readJournal(folder))
    if (line.startsWith('start ')) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

linuxOnly(
  'several runs at once in one checkout: every action runs once, and everybody ends well',
  async (t) => {
    const wanted = await runUndisturbed(t);
    const checkouts = await makeCheckouts(t, 1);
    const [folder = ''] = checkouts.folders;
    await Promise.all([1, 2, 3, 4].map(() => expectDone(t, startRun(folder))));
    t.deepEqual(
      [...countStarts(folder)].filter(([, count]) => count !== 1),
      [],
    );
    await expectRight(t, checkouts, wanted);
  },
);

linuxOnly('several checkouts on one cache: what one has made, the others take', async (t) => {
  const wanted = await runUndisturbed(t);
  const checkouts = await makeCheckouts(t, 3, '../shared');
  await Promise.all(checkouts.folders.map((folder) => expectDone(t, startRun(folder))));
  t.deepEqual(
    [...countStarts(checkouts.folders[0]!)].filter(([, count]) => count !== 1),
    [],
  );
  await expectRight(t, checkouts, wanted);
});

linuxOnly('PIPELINE_CACHE_DIR joins checkouts just so', async (t) => {
  const checkouts = await makeCheckouts(t, 2);
  const environment = { PIPELINE_CACHE_DIR: join(checkouts.folders[0]!, '..', 'by-variable') };
  const args = ['run', '--reporter', 'json', 'trivial'];
  await Promise.all(
    checkouts.folders.map((folder) => expectDone(t, startRun(folder, args, { environment }))),
  );
  t.deepEqual([...countStarts(checkouts.folders[0]!).values()], [1, 1, 1]);
});

for (const seed of [1, 2, 3]) {
  linuxOnly(
    `one of several runs on one cache is killed again and again (seed ${seed}): nobody waits for it, nothing runs twice at once`,
    async (t) => {
      const random = createRandom(seed);
      const wanted = await runUndisturbed(t);
      const checkouts = await makeCheckouts(t, 2, '../shared');
      const [victim = '', other = ''] = checkouts.folders;
      let killed = 0;
      const kill = async (): Promise<void> => {
        for (let round = 0; round < 4; round++) {
          const moment = { kind: 'journal', count: random.between(1, 5) } as const;
          const target = random.pick(['runner', 'group', 'runner-and-workers'] as const);
          const done = await runAndKill(victim, checkouts.cacheDir, { target, moment, delayMs: 0 }, random);
          if (done.killed) killed += 1;
        }
      };
      await Promise.all([kill(), expectDone(t, startRun(other)), expectDone(t, startRun(other))]);
      await expectDone(t, startRun(victim));
      t.true(killed > 0);
      await expectRight(t, checkouts, wanted);
    },
  );
}
