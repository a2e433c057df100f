import test from 'ava';
import { outlivesTerminal, type StartFacts } from '../../src/cli/hangup.ts';
import { watchInterrupts } from '../../src/cli/interrupt.ts';

test.serial('the first interrupt stops, the second kills, each says so', (t) => {
  const messages: string[] = [];
  const watch = watchInterrupts((message) => messages.push(message));
  t.teardown(() => watch.release());
  t.false(watch.stop.aborted);
  process.emit('SIGINT');
  t.deepEqual([watch.stop.aborted, watch.kill.aborted], [true, false]);
  process.emit('SIGINT');
  t.deepEqual([watch.stop.aborted, watch.kill.aborted], [true, true]);
  t.is(messages.length, 2);
  t.regex(messages[0] ?? '', /interrupt again to kill/);
});

test.serial('after release the process has its signals back', (t) => {
  const before = process.listenerCount('SIGINT');
  const watch = watchInterrupts(() => {});
  t.is(process.listenerCount('SIGINT'), before + 1);
  watch.release();
  t.is(process.listenerCount('SIGINT'), before);
});

test.serial('a hangup stops a run that belongs to a terminal, and not one that outlives it', (t) => {
  for (const ignoreHangup of [false, true]) {
    const messages: string[] = [];
    const watch = watchInterrupts((message) => messages.push(message), { ignoreHangup });
    process.emit('SIGHUP');
    process.emit('SIGHUP');
    t.deepEqual([watch.stop.aborted, watch.kill.aborted], [!ignoreHangup, !ignoreHangup]);
    if (ignoreHangup) t.deepEqual(messages, ['the terminal hung up; the run goes on']);
    process.emit('SIGTERM');
    t.true(watch.stop.aborted);
    watch.release();
  }
});

const PLAIN: StartFacts = {
  writesToFiles: false,
  startedAs: '/usr/bin/node',
  hasDeadInput: false,
  parentIgnores: '0000000000001000',
};
for (const [kind, facts, expected] of [
  ['on a terminal', {}, false],
  ['on a terminal, on a system without /proc', { parentIgnores: undefined, startedAs: undefined }, false],
  ['with its output in files', { writesToFiles: true }, true],
  ['by nohup', { startedAs: '/usr/bin/nohup' }, true],
  ['by nohup on a terminal, through another command', { hasDeadInput: true }, true],
  ['by a shell that ignores SIGHUP', { parentIgnores: '0000000000001001' }, true],
] as const) {
  test(`a run started ${kind} ${expected ? 'outlives' : 'ends with'} its terminal`, (t) =>
    t.is(outlivesTerminal({ ...PLAIN, ...facts }), expected));
}

test.serial('as many actions may listen for an interrupt as run', async (t) => {
  const warnings: Error[] = [];
  const onWarning = (warning: Error): void => void warnings.push(warning);
  process.on('warning', onWarning);
  const watch = watchInterrupts(() => {});
  t.teardown(() => {
    process.off('warning', onWarning);
    watch.release();
  });
  for (const signal of [watch.stop, watch.kill])
    for (let i = 0; i < 64; i++) signal.addEventListener('abort', () => {});
  await new Promise((resolve) => setImmediate(resolve));
  t.deepEqual(warnings, []);
});
