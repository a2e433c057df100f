import type { StageContext, Team } from '../stage-api/context.ts';
import { openCheckpoint } from '../store/checkpoint.ts';
import type { LogWriter } from './log-writer.ts';
import type { FromWorker, RunRequest } from './worker-protocol.ts';

/** Progress goes to the runner at most this often; the last report of a count always goes. */
const PROGRESS_INTERVAL_MS = 100;

/** @param checkpoint folder that the action's first process goes on from */
export type FormTeam = (size: number, checkpoint: string | undefined) => Team;

interface ContextLinks {
  readonly log: Pick<LogWriter, 'write'>;
  readonly send: (message: FromWorker) => void;
  readonly loadModule: (name: string) => Promise<unknown>;
  readonly signal: AbortSignal;
  readonly onSignalRead: () => void;
  readonly formTeam: FormTeam;
}

/** Builds what a stage program sees from a request of the runner. */
export function createContext(request: RunRequest, links: ContextLinks): StageContext<unknown, never> {
  let lastProgressMs = 0;
  const checkpoint = openCheckpoint(request.checkpointDir);
  let loaded: string | undefined;
  return {
    stage: request.stage,
    params: request.params,
    axes: request.axes,
    inputs: request.inputs as never,
    outputs: request.outputs,
    batch: request.batch,
    seed: request.seed,
    threads: request.threads,
    gpus: request.gpus,
    baseDir: request.baseDir,
    loadModule: (name) => links.loadModule(name) as Promise<never>,
    checkpoint: { ...checkpoint, load: async () => (loaded = await checkpoint.load()) },
    formTeam: async (size) => links.formTeam(size, loaded),
    get signal() {
      links.onSignalRead();
      return links.signal;
    },
    progress: ({ done, total, unit, metrics = {} }) => {
      const nowMs = performance.now();
      if (done < total && nowMs - lastProgressMs < PROGRESS_INTERVAL_MS) return;
      lastProgressMs = nowMs;
      links.send({ type: 'progress', done, total, unit, metrics });
    },
    log: {
      info: (message) => links.log.write(`${message}\n`),
      warn: (message) => links.log.write(`warning: ${message}\n`),
    },
    provenance: {
      record: (facts) => links.send({ type: 'provenance', facts }),
      inputs: request.inputFolders,
    },
  };
}

/** What a further member of a team sees: the same work, and nowhere to put anything. */
export function createMemberContext(
  request: RunRequest,
  {
    checkpoint,
    team,
    loadModule,
  }: {
    readonly checkpoint: string | undefined;
    readonly team: Team;
    readonly loadModule: ContextLinks['loadModule'];
  },
): StageContext<unknown, never> {
  const silent = (): void => undefined;
  const context = createContext(request, {
    log: { write: silent },
    send: silent,
    loadModule,
    signal: new AbortController().signal,
    onSignalRead: silent,
    formTeam: () => team,
  });
  return {
    ...context,
    outputs: {},
    batch: request.batch.map((item) => ({ ...item, outputs: {} })),
    checkpoint: { load: async () => checkpoint, save: async () => undefined },
  };
}
