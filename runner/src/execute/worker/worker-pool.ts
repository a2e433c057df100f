import { WorkerProcess } from './worker-process.ts';

/** What a process is started with. */
export interface WorkerSurroundings {
  readonly environment: Readonly<Record<string, string>>;
  readonly cwd: string;
}

export interface WorkerSpec extends WorkerSurroundings {
  /** Only actions of the same program share a process, one after another. */
  readonly program: string;
}

interface PooledWorker {
  readonly kind: string;
  readonly worker: WorkerProcess;
}

/** Keeps idle workers for the next action of the same program, so that a program starts (engine, packages) once for each worker. */
export class WorkerPool {
  readonly #idle: PooledWorker[] = [];
  /** Started, and not used for a program yet. */
  readonly #fresh: PooledWorker[] = [];
  readonly #maxIdle: number;

  /** @param maxIdle how many idle processes may stay alive */
  constructor(maxIdle: number) {
    this.#maxIdle = maxIdle;
  }

  /** Starts a process ahead of its first action, while the program is still being bundled. */
  prepare(surroundings: WorkerSurroundings): WorkerProcess {
    const worker = startWorker(surroundings);
    this.#fresh.push({ kind: kindOf(surroundings), worker });
    return worker;
  }

  /** Gives `use` a worker, and keeps it for reuse unless `use` failed or the worker died. */
  async withWorker<R>(spec: WorkerSpec, use: (worker: WorkerProcess) => Promise<R>): Promise<R> {
    const kind = `${spec.program} ${kindOf(spec)}`;
    const worker = take(this.#idle, kind) ?? take(this.#fresh, kindOf(spec)) ?? startWorker(spec);
    try {
      const result = await use(worker);
      this.#keep(kind, worker);
      return result;
    } catch (error) {
      // State that a failed action left behind must not reach the next one.
      worker.kill();
      throw error;
    }
  }

  close(): void {
    for (const { worker } of this.#idle.splice(0)) worker.dismiss();
    // They do nothing yet that a kill could damage. Dismissed, they would first finish starting.
    for (const { worker } of this.#fresh.splice(0)) worker.kill();
  }

  #keep(kind: string, worker: WorkerProcess): void {
    if (!worker.usable) return;
    this.#idle.push({ kind, worker });
    while (this.#idle.length > this.#maxIdle) this.#idle.shift()?.worker.dismiss();
  }
}

function take(workers: PooledWorker[], kind: string): WorkerProcess | undefined {
  const index = workers.findIndex((entry) => entry.kind === kind && entry.worker.usable);
  return index === -1 ? undefined : workers.splice(index, 1)[0]?.worker;
}

function kindOf({ environment, cwd }: WorkerSurroundings): string {
  return JSON.stringify([environment, cwd]);
}

function startWorker({ environment, cwd }: WorkerSurroundings): WorkerProcess {
  return new WorkerProcess(environment, cwd);
}
