import test from 'ava';
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
