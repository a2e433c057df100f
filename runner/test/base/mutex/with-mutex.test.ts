import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { describeSelf, nameOwner, type Owner } from '../../../src/base/mutex/owner.ts';
import { withMutex } from '../../../src/base/mutex/with-mutex.ts';

const DEAD: Owner = { ...describeSelf(), pid: 2 ** 22 + 1, processStart: '1' };
const ELSEWHERE: Owner = { ...describeSelf(), host: 'elsewhere', bootId: 'b', machineId: 'm' };

async function makeFolder(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mutex-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('of many contenders one works at a time, and all do', async (t) => {
  const path = join(await makeFolder(t), 'engine');
  let [working, finished] = [0, 0];
  const work = () =>
    withMutex(path, async () => {
      working += 1;
      t.is(working, 1);
      await new Promise(setImmediate);
      working -= 1;
      finished += 1;
    });
  await Promise.all(Array.from({ length: 8 }, work));
  t.is(finished, 8);
});

test('the result or the error is passed on, and the mutex is gone', async (t) => {
  const folder = await makeFolder(t);
  t.is(await withMutex(join(folder, 'engine'), async () => 7), 7);
  const failure = withMutex(join(folder, 'engine'), () => Promise.reject(new Error('no')));
  await t.throwsAsync(failure, { message: 'no' });
  t.deepEqual(await readdir(folder), []);
});

test('a folder that is missing is made', async (t) => {
  const folder = await makeFolder(t);
  t.is(await withMutex(join(folder, 'a', 'b', 'engine'), async () => 7), 7);
});

test('the mutex of a dead owner is taken over, and its owner file goes', async (t) => {
  const folder = await makeFolder(t);
  for (const name of ['engine.mutex', 'engine.owner-1-killed'])
    await writeFile(join(folder, name), JSON.stringify(DEAD));
  await withMutex(join(folder, 'engine'), async () => t.pass());
  t.deepEqual(await readdir(folder), []);
});

test('a mutex without a sign of life is dead, wherever its owner runs', async (t) => {
  const folder = await makeFolder(t);
  const stale = join(folder, 'engine.mutex');
  await writeFile(stale, JSON.stringify(ELSEWHERE));
  const longAgo = new Date(Date.now() - 600_000);
  await utimes(stale, longAgo, longAgo);
  await withMutex(join(folder, 'engine'), async () => t.pass());
});

test('who waits is told for whom, can give up, and its owner file goes', async (t) => {
  const folder = await makeFolder(t);
  const mutex = join(folder, 'engine.mutex');
  await writeFile(mutex, JSON.stringify(ELSEWHERE));
  const aborter = new AbortController();
  const holders: string[] = [];
  const waiting = withMutex(join(folder, 'engine'), async () => t.fail(), {
    signal: aborter.signal,
    onWait: (holder) => {
      holders.push(nameOwner(holder));
      aborter.abort();
    },
  });
  await t.throwsAsync(waiting, { code: 'MUTEX_ABORTED' });
  t.deepEqual(holders, [`process ${process.pid} on elsewhere`]);
  t.deepEqual(await readdir(folder), ['engine.mutex']);
});

test('who waits goes on when the mutex is free', async (t) => {
  const path = join(await makeFolder(t), 'engine');
  const order: string[] = [];
  let told: (owner: string) => void;
  const waiting = new Promise<string>((resolve) => {
    told = resolve;
  });
  let second: Promise<void> | undefined;
  await withMutex(path, async () => {
    second = withMutex(path, async () => void order.push('second'), {
      onWait: (holder) => told(nameOwner(holder)),
    });
    t.is(await waiting, `process ${process.pid}`);
    order.push('first');
  });
  await second;
  t.deepEqual(order, ['first', 'second']);
});

test('mutexes of other names do not matter', async (t) => {
  const folder = await makeFolder(t);
  await withMutex(join(folder, 'cpu'), () => withMutex(join(folder, 'gpu'), async () => t.pass()));
});
