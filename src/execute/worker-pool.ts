import { WorkerProcess } from './worker-process.ts';

export interface WorkerSpec {
  /** Only actions of the same program share a process, one after another. */
  readonly program: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly cwd: string;
}

/** Keeps idle workers for the next action of the same program; a program's start-up (engine, packages) is paid once a worker. */
export class WorkerPool {
  readonly #idle: { readonly kind: string; readonly worker: WorkerProcess }[] = [];
  readonly #maxIdle: number;

  /** @param maxIdle how many idle processes may stay alive */
  constructor(maxIdle: number) {
    this.#maxIdle = maxIdle;
  }

  /** Gives `use` a worker, and keeps it for reuse unless `use` failed or the worker died. */
  async withWorker<R>(spec: WorkerSpec, use: (worker: WorkerProcess) => Promise<R>): Promise<R> {
    const kind = JSON.stringify([spec.program, spec.environment, spec.cwd]);
    const worker = this.#takeIdle(kind) ?? new WorkerProcess(spec.environment, spec.cwd);
    try {
      const result = await use(worker);
      this.#keep(kind, worker);
      return result;
    } catch (error) {
      // Whatever state a failed action left behind must not reach the next one.
      worker.kill();
      throw error;
    }
  }

  close(): void {
    for (const { worker } of this.#idle.splice(0)) worker.dismiss();
  }

  #takeIdle(kind: string): WorkerProcess | undefined {
    const index = this.#idle.findIndex((entry) => entry.kind === kind && entry.worker.usable);
    return index === -1 ? undefined : this.#idle.splice(index, 1)[0]?.worker;
  }

  #keep(kind: string, worker: WorkerProcess): void {
    if (!worker.usable) return;
    this.#idle.push({ kind, worker });
    while (this.#idle.length > this.#maxIdle) this.#idle.shift()?.worker.dismiss();
  }
}
