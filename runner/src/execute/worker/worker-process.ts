import type { ChildProcess } from 'node:child_process';
import type { ActionId } from '../../pipeline/model.ts';
import { ActionError, ActionInterrupted, timeoutError } from '../errors.ts';
import { releaseWithChild } from './guard.ts';
import { LogWriter } from './log-writer.ts';
import { parseWorkerMessage } from './parse-worker-message.ts';
import { killGroup } from './process-group.ts';
import { onAbort, type RunSignals } from './run-signals.ts';
import { spawnWorker } from './spawn-worker.ts';
import type { FromWorker, ProgressReport, RunRequest } from './worker-protocol.ts';

export interface WorkerTask {
  readonly action: ActionId;
  readonly request: RunRequest;
  readonly timeoutMs: number | undefined;
  readonly signals: RunSignals;
  readonly onProgress: (report: ProgressReport) => void;
}

export interface WorkerResult {
  readonly peakMemoryMiB: number;
  readonly provenance: Readonly<Record<string, string | number | boolean>>;
}

/** How long to wait for the last output of a worker that died. */
const LAST_WORDS_MS = 1000;

/** One child process that runs programs, one action at a time. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  #nativeLog: LogWriter | undefined;
  #dead = false;

  constructor(environment: Readonly<Record<string, string>>, cwd: string) {
    this.#child = spawnWorker(environment, cwd);
    // Only native code writes here: what JavaScript prints is captured inside the worker.
    this.#child.stdout?.on('data', (chunk: Uint8Array) => this.#nativeLog?.write(chunk));
    this.#child.stderr?.on('data', (chunk: Uint8Array) => this.#nativeLog?.write(chunk));
    releaseWithChild(this.#child);
    this.#child.on('exit', () => (this.#dead = true));
    this.#child.on('error', () => (this.#dead = true));
  }

  get usable(): boolean {
    return !this.#dead && this.#child.connected;
  }

  kill(): void {
    this.#dead = true;
    killGroup(this.#child.pid, 'SIGKILL');
  }

  /** Ends an idle worker: it exits when its channel closes. */
  dismiss(): void {
    this.#dead = true;
    if (this.#child.connected) this.#child.disconnect();
  }

  /** Runs one request to its end. Rejects with ActionError, or ActionInterrupted after a stop. */
  async run(task: WorkerTask): Promise<WorkerResult> {
    this.#nativeLog = new LogWriter(task.request.logPath);
    const provenance: Record<string, string | number | boolean> = {};
    const cleanups: (() => void)[] = [];
    try {
      return await new Promise<WorkerResult>((resolve, reject) => {
        const listen = <E extends 'message' | 'exit' | 'close' | 'error'>(
          event: E,
          listener: (...args: never[]) => void,
        ): void => {
          this.#child.on(event, listener as never);
          cleanups.push(() => this.#child.off(event, listener as never));
        };
        listen('message', (received: unknown) => {
          const message = parseWorkerMessage(received);
          if (message === undefined) return;
          if (message.type === 'malformed')
            reject(new ActionError('PROGRAM_INVALID', task.action, `Its program ${message.why}.`));
          else if (message.type === 'progress') task.onProgress(message);
          else if (message.type === 'provenance') Object.assign(provenance, message.facts);
          else if (message.type === 'finished') resolve({ peakMemoryMiB: message.peakMemoryMiB, provenance });
          else if (message.type === 'interrupted') reject(new ActionInterrupted(task.action));
          else reject(failureOf(task.action, message));
        });
        listen('exit', (code: number | null, signal: string | null) => {
          const die = (): void => reject(deathOf(task, code, signal));
          // Its last output may still be in the pipes. They may also stay open forever: a process that left the group may hold them.
          listen('close', die);
          const timer = setTimeout(die, LAST_WORDS_MS);
          cleanups.push(() => clearTimeout(timer));
        });
        listen('error', (error: Error) =>
          reject(
            new ActionError(
              'WORKER_DIED',
              task.action,
              `The worker could not be started: ${error.message}.`,
              { cause: error },
            ),
          ),
        );
        if (task.timeoutMs !== undefined) {
          const timer = setTimeout(() => {
            this.kill();
            reject(timeoutError(task.action, task.timeoutMs));
          }, task.timeoutMs);
          cleanups.push(() => clearTimeout(timer));
        }
        onAbort(task.signals.stop, () => this.#send({ type: 'abort' }), cleanups);
        onAbort(task.signals.kill, () => this.kill(), cleanups);
        this.#send(task.request);
      });
    } finally {
      for (const cleanup of cleanups) cleanup();
      this.#nativeLog.close();
      this.#nativeLog = undefined;
    }
  }

  #send(message: RunRequest | { type: 'abort' }): void {
    // A worker that died meanwhile is reported by its exit event.
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }
}

function failureOf(action: ActionId, message: Extract<FromWorker, { type: 'failed' }>): ActionError {
  const { code, message: text, hint } = message.error;
  return new ActionError(code, action, text, hint === undefined ? {} : { hint });
}

function deathOf(task: WorkerTask, code: number | null, signal: string | null): Error {
  if (task.signals.kill.aborted || task.signals.stop.aborted) return new ActionInterrupted(task.action);
  const how = signal === null ? `with exit code ${code}` : `by ${signal}`;
  return new ActionError(
    'WORKER_DIED',
    task.action,
    `The process that ran it was ended ${how} before it finished.`,
    {
      hint:
        signal === 'SIGKILL'
          ? 'If the machine ran out of memory, lower --jobs or the batch size.'
          : 'See the log for its last words.',
    },
  );
}
