import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { MutexAbortedError } from '../../src/base/mutex/mutex.ts';
import { describeSelf, type Owner } from '../../src/base/mutex/owner.ts';
import { openStore } from '../../src/store/store.ts';
import { makeRig } from './store-rig.ts';

const HOLDER = fileURLToPath(new URL('./hold-mutex.ts', import.meta.url));

function start(t: ExecutionContext, ...args: string[]): ChildProcess {
  const child = spawn(process.execPath, ['--import=tsx', HOLDER, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.teardown(() => child.kill('SIGKILL'));
  return child;
}

/** Writes a mutex as a process on some host would have left it. */
function leaveMutex(cacheDir: string, name: string, owner: Partial<Owner> | string, silentMs = 0): string {
  const folder = join(cacheDir, 'tmp', 'mutexes');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.mutex`);
  writeFileSync(path, typeof owner === 'string' ? owner : JSON.stringify({ ...describeSelf(), ...owner }));
  const then = new Date(Date.now() - silentMs);
  utimesSync(path, then, then);
  return path;
}

const DEAD = { pid: 2 ** 22 + 1, processStart: '1' };
const ELSEWHERE = { host: 'elsewhere', bootId: 'b', machineId: 'm', pidNamespace: 'n' };

test('one holder at a time; released, the next one has it', async (t) => {
  const { cacheDir, folder, store } = makeRig(t);
  const other = openStore({ cacheDir, baseDir: folder });
  t.teardown(() => other.close());
  const mutex = await store.acquireMutex('a');
  t.is(other.tryAcquireMutex('a'), undefined);
  t.is(store.tryAcquireMutex('a'), undefined);
  const free = other.tryAcquireMutex('b');
  t.truthy(free);
  let told = 0;
  const waiting = other.acquireMutex('a', {
    onWait: (holder) => (told += holder?.pid === process.pid ? 1 : 100),
  });
  mutex.release();
  mutex.release();
  const next = await waiting;
  t.is(store.tryAcquireMutex('a'), undefined, 'a second release does not let go of the next holder’s mutex');
  next.release();
  t.true(told <= 1);
  t.truthy(store.tryAcquireMutex('a'));
});

test('a wait can be given up', async (t) => {
  const { store } = makeRig(t);
  await store.acquireMutex('a');
  const aborter = new AbortController();
  const waiting = store.acquireMutex('a', {
    signal: aborter.signal,
    onWait: () => aborter.abort(new Error('Ctrl-C')),
  });
  await t.throwsAsync(waiting, { instanceOf: MutexAbortedError });
  await t.throwsAsync(store.acquireMutex('a', { signal: AbortSignal.abort() }), {
    instanceOf: MutexAbortedError,
  });
});

test('closing a store lets go of its mutexes', async (t) => {
  const { store, reopen } = makeRig(t);
  await store.acquireMutex('a');
  t.truthy(reopen().tryAcquireMutex('a'));
});

for (const [what, owner, silentMs] of [
  ['a dead process', DEAD, 0],
  ['a process whose pid another one has now', { pid: process.pid, processStart: '1' }, 0],
  [
    'this machine before its last boot',
    { bootId: 'before', machineId: describeSelf().machineId || 'none' },
    0,
  ],
  ['a host that fell silent', ELSEWHERE, 600_000],
  ['a container on this host that fell silent', { pidNamespace: 'pid:[1]' }, 600_000],
  ['nobody, as the file is damaged', '{"pid":', 600_000],
] as const) {
  const unknowable = what.startsWith('this machine') && describeSelf().machineId === '';
  (unknowable ? test.skip : test)(`a mutex of ${what} is taken over`, (t) => {
    const { cacheDir, store } = makeRig(t);
    leaveMutex(cacheDir, 'a', owner, silentMs);
    const mutex = store.tryAcquireMutex('a');
    t.truthy(mutex);
    mutex?.release();
    t.deepEqual(readdirSync(join(cacheDir, 'tmp', 'mutexes')), []);
  });
}

for (const [what, owner, silentMs] of [
  ['a living process', {}, 600_000],
  ['a host that gave a sign of late', ELSEWHERE, 5_000],
  ['a container on this host that gave a sign of late', { pidNamespace: 'pid:[1]', pid: DEAD.pid }, 5_000],
  ['another host of the same name that gave a sign of late', { ...ELSEWHERE, host: hostname() }, 5_000],
] as const) {
  test(`a mutex of ${what} is respected`, (t) => {
    const { cacheDir, store } = makeRig(t);
    const path = leaveMutex(cacheDir, 'a', owner, silentMs);
    t.is(store.tryAcquireMutex('a'), undefined);
    t.true(existsSync(path));
  });
}

test('whoever died while taking over a dead mutex is taken over too', (t) => {
  const { cacheDir, store } = makeRig(t);
  leaveMutex(cacheDir, 'a', DEAD);
  leaveMutex(cacheDir, 'a.takeover', DEAD);
  t.truthy(store.tryAcquireMutex('a'));
});

test('while somebody is taking over, nobody else removes the dead mutex', (t) => {
  const { cacheDir, store } = makeRig(t);
  const path = leaveMutex(cacheDir, 'a', DEAD);
  leaveMutex(cacheDir, 'a.takeover', {});
  t.is(store.tryAcquireMutex('a'), undefined);
  t.true(existsSync(path));
});

test('the mutex of a process killed outright is free at once, and its scratch folder is swept', async (t) => {
  const { cacheDir, store, reopen } = makeRig(t);
  const child = start(t, cacheDir, 'hold');
  await once(child.stdout!, 'data');
  t.is(store.tryAcquireMutex('counter'), undefined);
  child.kill('SIGKILL');
  await once(child, 'exit');
  store.tryAcquireMutex('counter')?.release();
  t.truthy(reopen().tryAcquireMutex('counter'));
  const owners = readdirSync(join(cacheDir, 'tmp')).filter((name) => name.startsWith('owner-'));
  t.is(owners.length, 1, 'only our own');
});

test('processes that compete for a mutex, one of them killed while it has it, are never inside together', async (t) => {
  const { cacheDir } = makeRig(t);
  const victim = start(t, cacheDir, 'hold');
  await once(victim.stdout!, 'data');
  const children = ['15', '15', '15'].map((rounds) => start(t, cacheDir, 'count', rounds));
  victim.kill('SIGKILL');
  const codes = await Promise.all(children.map(async (child) => (await once(child, 'exit'))[0] as number));
  t.deepEqual(codes, [0, 0, 0]);
});

test('opening a store removes the mutexes of dead owners, and no others', (t) => {
  const { cacheDir, reopen } = makeRig(t);
  leaveMutex(cacheDir, 'dead', DEAD);
  leaveMutex(cacheDir, 'dead.takeover', DEAD);
  leaveMutex(cacheDir, 'silent', ELSEWHERE, 600_000);
  leaveMutex(cacheDir, 'living', {});
  leaveMutex(cacheDir, 'elsewhere', ELSEWHERE, 5_000);
  reopen();
  t.deepEqual(readdirSync(join(cacheDir, 'tmp', 'mutexes')).sort(), ['elsewhere.mutex', 'living.mutex']);
});

test.serial('silence is measured by the clock of the file system, not by that of this host', (t) => {
  const { cacheDir, store } = makeRig(t);
  leaveMutex(cacheDir, 'a', ELSEWHERE, 5_000);
  const RealDate = Date;
  const hourAhead = class extends RealDate {
    constructor() {
      super(RealDate.now() + 3_600_000);
    }
    static override now(): number {
      return RealDate.now() + 3_600_000;
    }
  };
  try {
    globalThis.Date = hourAhead as DateConstructor;
    t.is(store.tryAcquireMutex('a'), undefined);
    store.sweep();
  } finally {
    globalThis.Date = RealDate;
  }
  t.is(store.tryAcquireMutex('a'), undefined);
});
