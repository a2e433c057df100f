import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ExecutionContext } from 'ava';
import { type StartedRun, type StartOptions, startRun } from './killed-run.ts';

interface ActionLine {
  readonly action: string;
  readonly outcome: string;
  readonly error?: {
    readonly code: string;
    readonly message: string;
    readonly hint?: string;
    readonly logPath?: string;
    readonly logTail: readonly string[];
  };
}

interface RunLine {
  readonly ok: boolean;
  readonly executed: number;
  readonly failed: number;
}

export interface EndedRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Action → its line. */
  readonly actions: Readonly<Record<string, ActionLine>>;
  readonly run: RunLine | undefined;
}

/** A pipeline in a temporary folder, worked on by the real command. */
export class Study {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  path(...parts: string[]): string {
    return join(this.folder, ...parts);
  }

  write(path: string, content: string): void {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), content);
  }

  writePipeline(stages: object, more: object = {}): void {
    this.write(
      'pipeline.json',
      JSON.stringify({ formatVersion: 1, name: 'study', seed: 1, stages, ...more }),
    );
  }

  read(...parts: string[]): string {
    return readFileSync(this.path(...parts), 'utf8');
  }

  /** A named pipe: reading waits for somebody to write, and writing for somebody to read. */
  makePipe(path: string): void {
    execFileSync('mkfifo', [this.path(path)]);
  }

  start(args: readonly string[] = [], options: StartOptions = {}): StartedRun {
    return startRun(this.folder, ['run', '--reporter', 'json', ...args], options);
  }

  async run(args: readonly string[] = [], options: StartOptions = {}): Promise<EndedRun> {
    return describeEnd(this.start(args, options));
  }

  /** @returns what `cache verify` finds wrong in the cache, empty when nothing; artifacts may be edited */
  async verify(args: readonly string[] = []): Promise<string> {
    const started = startRun(this.folder, ['cache', 'verify', ...args]);
    const exitCode = await started.ended;
    if (exitCode === 0 || started.stdout().startsWith('sound: ')) return '';
    return `${started.stdout()}${started.stderr()}`;
  }
}

/** More at once would be slow enough to reach the timeouts that some tests set. */
const MOST_AT_ONCE = 3;
const waiting: (() => void)[] = [];
let busy = 0;

/** A study in a temporary folder that is removed after the test. A few tests at a time have one; the others wait. */
export async function makeStudy(t: ExecutionContext, stages: object = {}, more: object = {}): Promise<Study> {
  if (busy >= MOST_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else busy += 1;
  const root = mkdtempSync(join(tmpdir(), 'study-'));
  t.teardown(() => {
    rmSync(root, { recursive: true, force: true });
    const next = waiting.shift();
    if (next === undefined) busy -= 1;
    else next();
  });
  const study = new Study(join(root, 'study'));
  study.writePipeline(stages, more);
  return study;
}

/** Waits for a run's end. */
async function describeEnd(started: StartedRun): Promise<EndedRun> {
  const exitCode = await started.ended;
  const stdout = started.stdout();
  const lines = stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { type: string } & ActionLine & RunLine);
  return {
    exitCode,
    stdout,
    stderr: started.stderr(),
    actions: Object.fromEntries(
      lines.filter(({ type }) => type === 'action').map((line) => [line.action, line]),
    ),
    run: lines.find(({ type }) => type === 'run'),
  };
}
