import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ExecutionContext } from 'ava';
import type { RunEvent, RunSummary } from '../../src/execute/events.ts';
import {
  type ActionStatus,
  checkDeterminism,
  type DeterminismReport,
  type Explanation,
  explainAction,
  planPipeline,
  readStatus,
  runPipeline,
} from '../../src/execute/index.ts';
import type { RunOptions } from '../../src/execute/options.ts';
import type { PlannedAction } from '../../src/execute/plan/plan-actions.ts';
import { loadPipeline } from '../../src/pipeline/load.ts';

// Tests of a file run side by side in one process, each with a store that cleans up when the process ends.
process.setMaxListeners(100);

type FinishedEvent = Extract<RunEvent, { type: 'action-finished' }>;

export interface RunReport {
  readonly summary: RunSummary;
  readonly events: readonly RunEvent[];
  /** Action → outcome. */
  readonly outcomes: Readonly<Record<string, string>>;
  finished(action: string): FinishedEvent;
}

export interface RunExtras extends Partial<RunOptions> {
  readonly set?: readonly string[];
  readonly stop?: AbortController;
  readonly onEvent?: (event: RunEvent) => void;
}

export function pipelineText(stages: object, more: object = {}): string {
  return JSON.stringify({ formatVersion: 1, name: 'test', seed: 1, stages, ...more });
}

/** A pipeline in a temporary folder, run in this process as the command would. */
export class Project {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  path(...parts: string[]): string {
    return join(this.folder, ...parts);
  }

  async write(path: string, content: string): Promise<void> {
    await mkdir(dirname(this.path(path)), { recursive: true });
    await writeFile(this.path(path), content);
  }

  /** @param stages the `stages` of pipeline.json */
  async writePipeline(stages: object, more: object = {}): Promise<void> {
    await this.write('pipeline.json', pipelineText(stages, more));
  }

  artifact(action: string, ...path: string[]): Promise<string> {
    return readFile(this.path('artifacts', action, ...path), 'utf8');
  }

  async run({
    set = [],
    stop = new AbortController(),
    onEvent,
    ...options
  }: RunExtras = {}): Promise<RunReport> {
    const graph = await loadPipeline({ baseDir: this.folder, set });
    const events: RunEvent[] = [];
    const summary = await runPipeline(
      graph,
      { force: false, jobs: 2, keepGoing: false, keepEdits: false, ...options },
      (event) => {
        events.push(event);
        onEvent?.(event);
      },
      { stop: stop.signal, kill: new AbortController().signal },
    );
    const finished = events.filter((event) => event.type === 'action-finished');
    return {
      summary,
      events,
      outcomes: Object.fromEntries(finished.map(({ action, outcome }) => [action, outcome])),
      finished(action) {
        const event = finished.find((one) => one.action === action);
        if (event === undefined) throw new Error(`No action ${action} finished.`);
        return event;
      },
    };
  }

  async plan({
    set = [],
    ...options
  }: Partial<RunOptions> & { set?: readonly string[] } = {}): Promise<PlannedAction[]> {
    const graph = await loadPipeline({ baseDir: this.folder, set });
    const plan = await planPipeline(graph, {
      force: false,
      jobs: 2,
      keepGoing: false,
      keepEdits: false,
      ...options,
    });
    return [...plan.actions];
  }

  async explain(action: string): Promise<Explanation> {
    return explainAction(await loadPipeline({ baseDir: this.folder }), action);
  }

  async status(): Promise<ActionStatus[]> {
    return readStatus(await loadPipeline({ baseDir: this.folder }));
  }

  async check(
    select?: readonly string[],
    onEvent: (event: RunEvent) => void = () => {},
  ): Promise<DeterminismReport> {
    const signals = { stop: new AbortController().signal, kill: new AbortController().signal };
    const graph = await loadPipeline({ baseDir: this.folder });
    return checkDeterminism(
      graph,
      { jobs: 2, ...(select === undefined ? {} : { select }) },
      onEvent,
      signals,
    );
  }

  /** Lines that stages appended to a file beside pipeline.json, to count what really ran. */
  async traces(): Promise<string[]> {
    const text = await readFile(this.path('traces'), 'utf8').catch(() => '');
    return text
      .split('\n')
      .filter((line) => line !== '')
      .sort();
  }

  async blobs(): Promise<string[]> {
    const names = await readdir(this.path('cache', 'objects'), { recursive: true });
    return names.filter((name) => name.includes('/')).map((name) => this.path('cache', 'objects', name));
  }
}

export async function makeProject(t: ExecutionContext): Promise<Project> {
  const folder = await mkdtemp(join(tmpdir(), 'project-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  return new Project(folder);
}
