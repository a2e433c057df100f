import { spawnSync } from 'node:child_process';
import { readdir, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { withLock } from '../../src/engines/lock.ts';
import { makeFolder } from './temporary-folder.ts';

const quick = { beatMs: 5 };

/** The pid of a process that has ended. */
function findDeadPid(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

test('of many contenders one works at a time, and all do', async (t) => {
  const path = join(await makeFolder(t), 'engine');
  let [working, finished] = [0, 0];
  const work = () =>
    withLock(
      path,
      async () => {
        working += 1;
        t.is(working, 1);
        await new Promise(setImmediate);
        working -= 1;
        finished += 1;
      },
      quick,
    );
  await Promise.all(Array.from({ length: 8 }, work));
  t.is(finished, 8);
});

test('the result or the error is passed on, and the lock is gone', async (t) => {
  const folder = await makeFolder(t);
  t.is(await withLock(join(folder, 'engine'), async () => 7, quick), 7);
  const failure = withLock(join(folder, 'engine'), () => Promise.reject(new Error('no')), quick);
  await t.throwsAsync(failure, { message: 'no' });
  t.deepEqual(await readdir(folder), []);
});

test("a dead owner's lock is taken over", async (t) => {
  const folder = await makeFolder(t);
  await writeFile(join(folder, 'engine.dead.lock'), JSON.stringify({ pid: findDeadPid(), host: hostname() }));
  await withLock(join(folder, 'engine'), async () => t.pass(), quick);
  t.deepEqual(await readdir(folder), []);
});

test('a lock without a sign of life is dead, wherever its owner runs', async (t) => {
  const folder = await makeFolder(t);
  const stale = join(folder, 'engine.far.lock');
  await writeFile(stale, JSON.stringify({ pid: process.pid, host: 'another-machine' }));
  const longAgo = new Date(Date.now() - 120_000);
  await utimes(stale, longAgo, longAgo);
  await withLock(join(folder, 'engine'), async () => t.pass(), quick);
});

test('who waits is told for whom, and goes on when the lock is free', async (t) => {
  const path = join(await makeFolder(t), 'engine');
  const order: string[] = [];
  let told: (owner: string) => void;
  const waiting = new Promise<string>((resolve) => {
    told = resolve;
  });
  let second: Promise<void> | undefined;
  await withLock(
    path,
    async () => {
      second = withLock(path, async () => void order.push('second'), {
        ...quick,
        onWait: (owner) => told(owner),
      });
      t.is(await waiting, `process ${process.pid}`);
      order.push('first');
    },
    quick,
  );
  await second;
  t.deepEqual(order, ['first', 'second']);
});

test('locks of other names do not matter', async (t) => {
  const folder = await makeFolder(t);
  await withLock(
    join(folder, 'cpu'),
    () => withLock(join(folder, 'gpu'), async () => t.pass(), quick),
    quick,
  );
});
