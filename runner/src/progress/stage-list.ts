import { EOL } from 'node:os';
import { LinePainter } from './line-painter.ts';
import type { Screen } from './screen.ts';

const REFRESH_MS = 100;
const SHOWN_NOTICES = 3;

/** The stages on a terminal. A clock redraws them and not the events, so that a thousand events do not redraw a thousand times. */
export interface StageList {
  /** Shows a line below the stages; the last few stay. */
  showNotice(message: string): void;
  /** Draws the stages a last time and gives the terminal back. */
  close(): Promise<void>;
}

/** A running listr2 task, which ends when we say so. */
interface OpenTask {
  title: string;
  output: string;
  skip(): void;
  succeed(): void;
  fail(): void;
}

/** Opens the list. listr2 is imported here and nowhere else, so that runs without a list start faster. */
export async function openStageList(stages: readonly string[], screen: Screen): Promise<StageList> {
  const { Listr, DefaultRenderer, color, figures } = await import('listr2');
  const openStages = new Map<string, OpenTask>();
  // listr2 keeps what others write to standard output. This is the way past it.
  const write = process.stdout.write.bind(process.stdout);
  const painter = new LinePainter((text) => void write(text));
  let paint = (): void => {};

  /** listr2 starts all tasks of a concurrent list at once. Stages that still wait get no spinner. */
  class StageRenderer extends DefaultRenderer {
    protected override style(
      ...[task, isOutput]: Parameters<InstanceType<typeof DefaultRenderer>['style']>
    ): string {
      const stage = task.initialTitle;
      const isOpenStage = isOutput !== true && stage !== undefined && openStages.has(stage);
      if (isOpenStage && screen.stateOf(stage) === 'waiting') return color.dim(figures.squareSmallFilled);
      return super.style(task, isOutput);
    }

    override async render(): Promise<void> {
      await super.render();
      paint = () => painter.paint(this.create().split(EOL), terminalSize());
    }

    /** listr2 asks for this at each change of each task. The clock paints. */
    override update(): void {}

    override end(): void {
      painter.clear(terminalSize().columns);
      super.end();
    }
  }

  let noticeTask: OpenTask | undefined;
  let announceStarted = (): void => {};
  const started = new Promise<void>((resolve) => (announceStarted = resolve));
  const list = new Listr(
    [
      ...stages.map((name) => ({
        title: name,
        task: (_context: unknown, task: TaskControls) =>
          holdOpen(task, (opened) => openStages.set(name, opened)),
      })),
      {
        task: (_context: unknown, task: TaskControls) =>
          holdOpen(task, (opened) => {
            noticeTask = opened;
            announceStarted();
          }),
        rendererOptions: { bottomBar: SHOWN_NOTICES, persistentOutput: true },
      },
    ],
    {
      concurrent: true,
      exitOnError: false,
      registerSignalListeners: false,
      renderer: StageRenderer,
      rendererOptions: {
        // Without a spinner: it would change a line of each stage ten times a second.
        lazy: true,
        formatOutput: 'truncate',
        collapseErrors: false,
        showErrorMessage: false,
        showSkipMessage: false,
      },
    },
  );
  const finished = list.run();
  // The tasks start in order, the one for notices last.
  await started;
  // The first painting also makes listr2 listen for notices.
  paint();
  const clock = setInterval(refresh, REFRESH_MS);

  function refresh(): void {
    for (const [name, task] of openStages) {
      const title = screen.linesOf(name, terminalSize()).join(EOL);
      if (title !== task.title) task.title = title;
      const state = screen.stateOf(name);
      if (state === 'waiting' || state === 'running') continue;
      openStages.delete(name);
      if (state === 'failed') task.fail();
      else {
        if (state === 'skipped') task.skip();
        task.succeed();
      }
    }
    paint();
  }

  return {
    showNotice(message) {
      if (noticeTask !== undefined) noticeTask.output = message;
    },
    async close() {
      clearInterval(clock);
      refresh();
      for (const task of openStages.values()) {
        task.skip();
        task.succeed();
      }
      noticeTask?.succeed();
      await finished;
    },
  };
}

function terminalSize(): { rows: number; columns: number } {
  return { rows: process.stdout.rows || 24, columns: process.stdout.columns || 80 };
}

interface TaskControls {
  title: string;
  output: string;
  skip(): void;
}

function holdOpen(task: TaskControls, register: (opened: OpenTask) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    register(Object.assign(task, { succeed: resolve, fail: () => reject(new Error('failed')) }));
  });
}
