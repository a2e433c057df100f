import test, { type ExecutionContext } from 'ava';
import { WorkerPool } from '../../../src/execute/worker/worker-pool.ts';
import type { WorkerProcess } from '../../../src/execute/worker/worker-process.ts';

const surroundings = { environment: { PATH: process.env.PATH ?? '' }, cwd: process.cwd() };

function makePool(t: ExecutionContext): WorkerPool {
  const pool = new WorkerPool(2);
  t.teardown(() => pool.close());
  return pool;
}

const takeOnce = async (worker: WorkerProcess): Promise<WorkerProcess> => worker;

test('a prepared worker takes the first action, of whatever program', async (t) => {
  const pool = makePool(t);
  const prepared = pool.prepare(surroundings);
  t.is(await pool.withWorker({ ...surroundings, program: 'a' }, takeOnce), prepared);
});

test('a worker that ran one program is not given to another', async (t) => {
  const pool = makePool(t);
  const first = pool.prepare(surroundings);
  t.is(await pool.withWorker({ ...surroundings, program: 'a' }, takeOnce), first);
  t.not(await pool.withWorker({ ...surroundings, program: 'b' }, takeOnce), first);
  t.is(await pool.withWorker({ ...surroundings, program: 'a' }, takeOnce), first);
});

test('a worker prepared for another environment is left alone', async (t) => {
  const pool = makePool(t);
  const prepared = pool.prepare({ ...surroundings, environment: { ...surroundings.environment, LANG: 'C' } });
  t.not(await pool.withWorker({ ...surroundings, program: 'a' }, takeOnce), prepared);
});

test('closing ends what was prepared and never used', (t) => {
  const pool = makePool(t);
  const prepared = pool.prepare(surroundings);
  t.true(prepared.usable);
  pool.close();
  t.false(prepared.usable);
});
