import type { Resources } from '../../pipeline/model.ts';
import type { Capacity, Lease } from '../session/capacity.ts';

export interface Task {
  readonly id: string;
  /** Higher first: length of the remaining path, in milliseconds. */
  readonly priority: number;
  readonly resources: Resources;
}

/**
 * Decides which ready task starts next; starts nothing itself. The task with the longest remaining path goes first. If it does
 * not fit what is free, others overtake it, but no more than `patience` times: then nothing starts before it, or small tasks could
 * hold up a large one forever.
 */
export class Scheduler<T extends Task> {
  readonly #capacity: Capacity;
  readonly #ready: T[] = [];
  readonly #freeGpus: string[];
  readonly #overtaken = new Map<string, number>();
  readonly #patience: number;
  #freeThreads: number;
  #freeMemoryMiB: number;

  constructor(capacity: Capacity, patience = 16) {
    this.#capacity = capacity;
    this.#freeThreads = capacity.threads;
    this.#freeMemoryMiB = capacity.memoryMiB;
    this.#freeGpus = [...capacity.gpuIds];
    this.#patience = patience;
  }

  /** Adds a task whose inputs are there. Equal priorities keep the order they came in. */
  add(task: T): void {
    let low = 0;
    let high = this.#ready.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ready[middle] as T).priority >= task.priority) low = middle + 1;
      else high = middle;
    }
    this.#ready.splice(low, 0, task);
  }

  /** Takes the next task that fits what is free, with the resources it now holds; undefined when none fits. */
  next(): { task: T; lease: Lease } | undefined {
    for (const [index, task] of this.#ready.entries()) {
      const needed = this.#clamp(task.resources);
      if (this.#fits(needed)) {
        this.#ready.splice(index, 1);
        this.#countOvertaken(index);
        return { task, lease: this.#take(needed) };
      }
      if ((this.#overtaken.get(task.id) ?? 0) >= this.#patience) return undefined;
    }
    return undefined;
  }

  /** Removes the ready tasks that `wanted` chooses, to run in one process with another. */
  takeMatching(wanted: (task: T) => boolean): T[] {
    const taken = this.#ready.filter(wanted);
    for (const task of taken) this.#ready.splice(this.#ready.indexOf(task), 1);
    return taken;
  }

  release(lease: Lease): void {
    this.#freeThreads += lease.threads;
    this.#freeMemoryMiB += lease.memoryMiB;
    this.#freeGpus.push(...lease.gpuIds);
    this.#freeGpus.sort();
  }

  /** A task that asks for more than the machine has gets all of it, and runs alone. */
  #clamp(resources: Resources): Resources {
    return {
      threads: Math.min(resources.threads, this.#capacity.threads),
      gpus: Math.min(resources.gpus, this.#capacity.gpuIds.length),
      memoryMiB: Math.min(resources.memoryMiB, this.#capacity.memoryMiB),
    };
  }

  #fits(needed: Resources): boolean {
    return (
      needed.threads <= this.#freeThreads &&
      needed.gpus <= this.#freeGpus.length &&
      needed.memoryMiB <= this.#freeMemoryMiB
    );
  }

  #take(needed: Resources): Lease {
    this.#freeThreads -= needed.threads;
    this.#freeMemoryMiB -= needed.memoryMiB;
    return {
      threads: needed.threads,
      memoryMiB: needed.memoryMiB,
      gpuIds: this.#freeGpus.splice(0, needed.gpus),
    };
  }

  #countOvertaken(startedIndex: number): void {
    for (const task of this.#ready.slice(0, startedIndex)) {
      this.#overtaken.set(task.id, (this.#overtaken.get(task.id) ?? 0) + 1);
    }
  }
}
