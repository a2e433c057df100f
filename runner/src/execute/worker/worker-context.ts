import type { StageContext } from '../../stage-api/context.ts';
import { openCheckpoint } from '../../store/checkpoint.ts';
import type { LogWriter } from './log-writer.ts';
import type { FromWorker, RunRequest } from './worker-protocol.ts';

/** Progress is sent to the runner at most this often; the last report of a count is always sent. */
const PROGRESS_INTERVAL_MS = 100;

interface ContextLinks {
  readonly log: LogWriter;
  readonly send: (message: FromWorker) => void;
  readonly loadModule: (name: string) => Promise<unknown>;
  readonly signal: AbortSignal;
  readonly onSignalRead: () => void;
}

/** Builds what a stage program sees from a request of the runner. */
export function createContext(request: RunRequest, links: ContextLinks): StageContext<unknown, never> {
  let lastProgressMs = 0;
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
    checkpoint: openCheckpoint(request.checkpointDir),
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
