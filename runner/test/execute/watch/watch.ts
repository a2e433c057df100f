import { EventEmitter, once } from 'node:events';
import { utimes } from 'node:fs/promises';
import type { ExecutionContext } from 'ava';
import type { RunEvent } from '../../../src/execute/events.ts';
import { runPipeline, watchPipeline } from '../../../src/execute/index.ts';
import type { RunOptions } from '../../../src/execute/options.ts';
import { FolderChanges } from '../../../src/execute/watch/folder-changes.ts';
import { loadPipeline } from '../../../src/pipeline/load.ts';
import { selectActions } from '../../../src/pipeline/select.ts';
import type { Project } from '../project.ts';

export interface WatchOptions extends Partial<Omit<RunOptions, 'select' | 'only'>> {
  readonly only?: readonly string[];
  readonly onEvent?: (event: RunEvent, runNumber: number) => void;
}

/** Says when the sources have been looked at and changes are waited for. */
class AnnouncedChanges extends FolderChanges {
  readonly #steps: EventEmitter;

  constructor(steps: EventEmitter) {
    super();
    this.#steps = steps;
  }

  override next(stop: AbortSignal): Promise<void> {
    this.#steps.emit('idle');
    return super.next(stop);
  }
}

/** A project that is watched in this process, with real files and real file events. */
export class WatchedProject {
  readonly #project: Project;
  readonly #options: WatchOptions;
  readonly #stop = new AbortController();
  readonly #steps = new EventEmitter();
  readonly #ended: Promise<void>;
  /** What came of each run: its actions' outcomes, or the error that kept it from starting. */
  readonly runs: (Readonly<Record<string, string>> | Error)[] = [];
  #taken = 0;

  constructor(t: ExecutionContext, project: Project, options: WatchOptions = {}) {
    this.#project = project;
    this.#options = options;
    this.#ended = watchPipeline(
      project.folder,
      {
        open: () => this.#open(),
        run: (opened) => this.#run(opened),
        onWaiting: () => this.#steps.emit('waiting'),
      },
      this.#stop.signal,
      new AnnouncedChanges(this.#steps),
    );
    t.teardown(() => this.end());
  }

  /** The next run that nobody has asked for yet, once it has ended. */
  async nextRun(): Promise<Readonly<Record<string, string>> | Error> {
    while (this.runs.length <= this.#taken) await once(this.#steps, 'waiting');
    this.#taken += 1;
    // What was newly followed counts as changed: that look must not be what finds the test's next change.
    await this.#settle();
    return this.runs[this.#taken - 1] as Readonly<Record<string, string>> | Error;
  }

  /** Makes a change and waits until everything that came of it is over: looks at the sources, and runs. */
  async lookAfter(change: () => Promise<unknown>): Promise<void> {
    const looked = once(this.#steps, 'opened');
    await change();
    await looked;
    await this.#settle();
  }

  async end(): Promise<void> {
    this.#stop.abort();
    await this.#ended;
  }

  /** Two looks because of a touch, which is one event: whatever happened before the second one has been acted on. */
  async #settle(): Promise<void> {
    for (let count = 0; count < 2; count++) {
      const looked = once(this.#steps, 'opened').then(() => once(this.#steps, 'idle'));
      await utimes(this.#project.folder, count, count);
      await looked;
    }
  }

  async #open() {
    const { only, onEvent, ...options } = this.#options;
    this.#steps.emit('opened');
    const graph = await loadPipeline({ baseDir: this.#project.folder });
    const more = only === undefined ? {} : { only: selectActions(graph, only) };
    return {
      graph,
      options: { force: false, jobs: 2, keepGoing: false, keepEdits: false, ...options, ...more },
    };
  }

  async #run(opened: Parameters<Parameters<typeof watchPipeline>[1]['run']>[0]): Promise<void> {
    const outcomes: Record<string, string> = {};
    try {
      if ('error' in opened) throw opened.error;
      const signals = { stop: this.#stop.signal, kill: new AbortController().signal };
      await runPipeline(
        opened.graph,
        opened.options,
        (event) => {
          this.#options.onEvent?.(event, this.runs.length);
          if (event.type === 'action-finished') outcomes[event.action] = event.outcome;
        },
        signals,
      );
      this.runs.push(outcomes);
    } catch (error) {
      this.runs.push(error as Error);
    }
  }
}
