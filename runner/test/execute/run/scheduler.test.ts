import test from 'ava';
import fc from 'fast-check';
import { Scheduler, type Task } from '../../../src/execute/run/scheduler.ts';
import type { Capacity, Lease } from '../../../src/execute/session/capacity.ts';

const twoCores: Capacity = { threads: 2, gpuIds: [], memoryMiB: 1000 };

function task(
  id: string,
  priority: number,
  threads = 1,
  more: { gpus?: number; memoryMiB?: number } = {},
): Task {
  return { id, priority, resources: { threads, gpus: more.gpus ?? 0, memoryMiB: more.memoryMiB ?? 0 } };
}

function startAll(scheduler: Scheduler<Task>): { ids: string[]; leases: Lease[] } {
  const ids: string[] = [];
  const leases: Lease[] = [];
  for (let picked = scheduler.next(); picked !== undefined; picked = scheduler.next()) {
    ids.push(picked.task.id);
    leases.push(picked.lease);
  }
  return { ids, leases };
}

test('the longest remaining path starts first, equals in the order they came', (t) => {
  const scheduler = new Scheduler<Task>({ ...twoCores, threads: 4 });
  for (const [id, priority] of [
    ['short', 1],
    ['long', 9],
    ['equal-a', 5],
    ['equal-b', 5],
  ] as const)
    scheduler.add(task(id, priority));
  t.deepEqual(startAll(scheduler).ids, ['long', 'equal-a', 'equal-b', 'short']);
});

test('a task that does not fit is passed over for one that does', (t) => {
  const scheduler = new Scheduler<Task>(twoCores);
  scheduler.add(task('one', 9));
  scheduler.add(task('needs-two', 5, 2));
  scheduler.add(task('small', 1));
  t.deepEqual(startAll(scheduler).ids, ['one', 'small']);
});

test('a wide task is not overtaken for ever', (t) => {
  const scheduler = new Scheduler<Task>(twoCores, 3);
  scheduler.add(task('running', 10));
  const first = scheduler.next();
  scheduler.add(task('wide', 5, 2));
  for (let index = 0; index < 10; index++) scheduler.add(task(`small-${index}`, 1));
  let overtakers = 0;
  for (let picked = scheduler.next(); picked !== undefined; picked = scheduler.next()) {
    overtakers++;
    scheduler.release(picked.lease);
  }
  t.is(overtakers, 3);
  if (first !== undefined) scheduler.release(first.lease);
  t.is(scheduler.next()?.task.id, 'wide');
});

test('a task that asks for more than the machine has runs alone with all of it', (t) => {
  const scheduler = new Scheduler<Task>({ threads: 2, gpuIds: ['0'], memoryMiB: 100 });
  scheduler.add(task('huge', 1, 64, { gpus: 4, memoryMiB: 1e6 }));
  t.deepEqual(scheduler.next()?.lease, { threads: 2, gpuIds: ['0'], memoryMiB: 100 });
});

test('without a GPU an action that wants one runs on the CPU', (t) => {
  const scheduler = new Scheduler<Task>(twoCores);
  scheduler.add(task('train', 1, 1, { gpus: 1 }));
  t.deepEqual(scheduler.next()?.lease.gpuIds, []);
});

test('GPUs are assigned by id, each to one action at a time', (t) => {
  const scheduler = new Scheduler<Task>({ threads: 8, gpuIds: ['0', '3'], memoryMiB: 0 });
  for (const id of ['a', 'b', 'c']) scheduler.add(task(id, 1, 1, { gpus: 1 }));
  const { leases } = startAll(scheduler);
  t.deepEqual(
    leases.map((lease) => lease.gpuIds),
    [['0'], ['3']],
  );
  scheduler.release(leases[1] as Lease);
  t.deepEqual(scheduler.next()?.lease.gpuIds, ['3']);
});

test('never more than the capacity is leased, and every task runs in the end', (t) => {
  const taskList = fc.array(
    fc.record({
      threads: fc.integer({ min: 1, max: 6 }),
      memoryMiB: fc.integer({ min: 0, max: 2000 }),
      priority: fc.integer(),
    }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(taskList, (specs) => {
      const scheduler = new Scheduler<Task>({ threads: 4, gpuIds: [], memoryMiB: 1000 });
      for (const [index, spec] of specs.entries())
        scheduler.add(task(String(index), spec.priority, spec.threads, spec));
      const held: Lease[] = [];
      let started = 0;
      for (let guard = 0; started < specs.length && guard < 1000; guard++) {
        const picked = scheduler.next();
        if (picked === undefined) {
          const lease = held.shift();
          if (lease === undefined) return false;
          scheduler.release(lease);
          continue;
        }
        started++;
        held.push(picked.lease);
        const threads = held.reduce((sum, lease) => sum + lease.threads, 0);
        const memoryMiB = held.reduce((sum, lease) => sum + lease.memoryMiB, 0);
        if (threads > 4 || memoryMiB > 1000) return false;
      }
      return started === specs.length;
    }),
  );
  t.pass();
});
