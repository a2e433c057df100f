import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJournal, runAndKill, type StartedRun, startRun } from './killed-run.ts';
import { writeTorturePipeline } from './pipeline-files.ts';
import { describeKill, type Kill, planKill } from './plan-kill.ts';
import { waitForSilence } from './processes.ts';
import { createRandom } from './random.ts';
import { listFinished, listLeftovers, readStudyState, type StudyState } from './study-state.ts';

export interface TortureOptions {
  /** How many kills have to hit. */
  readonly kills: number;
  readonly seed: number;
  /** Studies tortured side by side. */
  readonly parallel?: number;
  readonly onStudy?: (study: StudyReport) => void;
}

interface StudyReport {
  readonly seed: number;
  /** What was killed and when, in words. */
  readonly kills: readonly string[];
  /** Checkpointing actions that went on from a checkpoint. */
  readonly resumed: number;
  /** Broken promises, in words. */
  readonly faults: readonly string[];
}

export interface TortureReport {
  readonly kills: number;
  readonly studies: number;
  readonly resumed: number;
  readonly faults: readonly string[];
}

/** So often a study is killed before it may end. */
const MOST_KILLS_A_STUDY = 12;

/**
 * Runs one small study again and again, each time killed at a few seeded moments and then run to its end, and compares it with
 * one that nobody disturbed. The moments depend on the seed alone, what they hit on the machine.
 */
export async function torture(options: TortureOptions): Promise<TortureReport> {
  const root = await mkdtemp(join(tmpdir(), 'torture-'));
  try {
    const wanted = await runUndisturbed(join(root, 'undisturbed'));
    const reports: StudyReport[] = [];
    const countKills = (): number => reports.reduce((sum, { kills }) => sum + kills.length, 0);
    let next = 0;
    const work = async (): Promise<void> => {
      while (countKills() < options.kills) {
        const seed = options.seed * 100_000 + next++;
        const report = await tortureStudy(join(root, String(seed)), seed, wanted);
        reports.push(report);
        options.onStudy?.(report);
      }
    };
    await Promise.all(Array.from({ length: options.parallel ?? 2 }, work));
    return {
      kills: countKills(),
      studies: reports.length,
      resumed: reports.reduce((sum, { resumed }) => sum + resumed, 0),
      faults: reports.flatMap(({ seed, faults }) => faults.map((fault) => `study ${seed}: ${fault}`)),
    };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function runUndisturbed(root: string): Promise<StudyState> {
  const folder = join(root, 'study');
  await mkdir(folder, { recursive: true });
  await writeTorturePipeline(folder);
  const run = startRun(folder);
  if ((await run.ended) !== 0) throw new Error(`The undisturbed run failed: ${run.stdout()}${run.stderr()}`);
  return readStudyState(folder, join(folder, 'cache'));
}

interface Snapshot {
  /** Lines of the journal when the kill had hit. */
  readonly journalLength: number;
  readonly finished: readonly string[];
}

async function tortureStudy(root: string, seed: number, wanted: StudyState): Promise<StudyReport> {
  const random = createRandom(seed);
  const folder = join(root, 'study');
  const cacheDir = join(folder, 'cache');
  await mkdir(folder, { recursive: true });
  await writeTorturePipeline(folder);
  const faults: string[] = [];
  const kills: string[] = [];
  const snapshots: Snapshot[] = [];
  for (let left = random.between(4, MOST_KILLS_A_STUDY); left > 0; left--) {
    const kill = planKill(random);
    const { killed, exitCode, run } = await runAndKill(folder, cacheDir, kill, random);
    snapshots.push({ journalLength: readJournal(folder).length, finished: listFinished(cacheDir) });
    if (killed) kills.push(describeKill(kill));
    const fault = judgeEnd(kill, killed, exitCode, run);
    if (fault !== undefined) faults.push(fault);
    // Sometimes the next run starts at once, sometimes it finds everything quiet.
    if (random.between(0, 1) === 1) faults.push(...(await findSurvivors(folder)));
    if (!killed && exitCode === 0) break;
  }
  faults.push(...(await finish(folder)), ...(await findSurvivors(folder)));
  faults.push(...findRepeated(readJournal(folder), snapshots));
  faults.push(...listLeftovers(folder, cacheDir).map((path) => `left behind: ${path}`));
  faults.push(...compareStates(readStudyState(folder, cacheDir), wanted));
  const resumed = readJournal(folder).filter((line) => line.startsWith('resume ')).length;
  await rm(root, { recursive: true, force: true });
  return { seed, kills, resumed, faults: faults.map((fault) => `${fault} [${kills.join('; ')}]`) };
}

/** A killed runner has no exit code; one that lost a worker reports that as a failed action, or tries again. */
function judgeEnd(kill: Kill, killed: boolean, exitCode: number | null, run: StartedRun): string | undefined {
  if (!killed) return exitCode === 0 ? undefined : `ended with ${exitCode}: ${run.stdout()}${run.stderr()}`;
  if (kill.target !== 'worker') return undefined;
  const isTold =
    exitCode === 1 &&
    run.stdout().includes('"outcome":"failed"') &&
    /WORKER_DIED|COMMAND_FAILED/.test(run.stdout());
  return exitCode === 0 || isTold
    ? undefined
    : `a lost worker ended the run with ${exitCode}: ${run.stdout()}${run.stderr()}`;
}

/** Workers of a dead runner have to end by themselves. */
async function findSurvivors(folder: string): Promise<string[]> {
  return (await waitForSilence(folder)).map((pid) => `process ${pid} outlived its runner`);
}

/** The run that nobody kills, one more that must find nothing to do, and the proof. */
async function finish(folder: string): Promise<string[]> {
  const faults: string[] = [];
  const last = startRun(folder);
  if ((await last.ended) !== 0) faults.push(`the last run failed: ${last.stdout()}${last.stderr()}`);
  const again = startRun(folder);
  const exitCode = await again.ended;
  if (exitCode !== 0 || !again.stdout().includes('"executed":0,"restored":0'))
    faults.push(`not up to date after the last run: ${again.stdout()}${again.stderr()}`);
  const verify = startRun(folder, ['cache', 'verify']);
  if ((await verify.ended) !== 0) faults.push(`cache verify: ${verify.stdout()}${verify.stderr()}`);
  return faults;
}

function findRepeated(journal: readonly string[], snapshots: readonly Snapshot[]): string[] {
  const overlaps = journal
    .filter((line) => line.startsWith('overlap '))
    .map((line) => `at the same time: ${line}`);
  const repeated = snapshots.flatMap(({ journalLength, finished }) => {
    const done = new Set(finished.map((action) => `start ${action}`));
    return journal.slice(journalLength).filter((line) => done.has(line));
  });
  return [...overlaps, ...[...new Set(repeated)].map((line) => `a finished action ran again: ${line}`)];
}

export function compareStates(found: StudyState, wanted: StudyState): string[] {
  return (['artifacts', 'records'] as const).flatMap((kind) => {
    const names = new Set([...Object.keys(found[kind]), ...Object.keys(wanted[kind])]);
    return [...names]
      .filter((name) => found[kind][name] !== wanted[kind][name])
      .map(
        (name) =>
          `${kind} ${name}: ${found[kind][name] ?? 'missing'} instead of ${wanted[kind][name] ?? 'nothing'}`,
      );
  });
}
