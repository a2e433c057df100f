import test from 'ava';
import { createListrRenderer } from '../../src/progress/listr.ts';
import { collectLines } from './collect-lines.ts';
import { actionFinished, runFinished, runStarted } from './events.ts';

test('a run with nothing to do draws no list, only its summary', async (t) => {
  const output = collectLines();
  const renderer = createListrRenderer(output);
  renderer.handle(runStarted({ train: 1 }));
  renderer.handle(actionFinished('train', 'up-to-date'));
  renderer.handle(runFinished({ upToDate: 1, durationMs: 80 }));
  await renderer.finish();
  t.deepEqual(output.lines, ['done: 1 up to date in 80 ms']);
});

test('failures and retries are written below the list, before the summary', async (t) => {
  const output = collectLines();
  const renderer = createListrRenderer(output);
  renderer.handle({
    type: 'action-retried',
    action: 'train',
    stage: 'train',
    attempt: 2,
    message: 'it hung',
  });
  renderer.handle(runStarted({ train: 1 }));
  const error = { code: 'ACTION_FAILED', message: 'boom', logTail: ['last words'] };
  renderer.handle(actionFinished('train', 'failed', { error, durationMs: 2000 }));
  renderer.handle(runFinished({ ok: false, failed: 1, durationMs: 2000 }));
  await renderer.finish();
  t.deepEqual(output.lines, [
    'train: attempt 2 after: it hung',
    'train: failed after 2 s',
    '  boom',
    '  | last words',
    'failed: 1 failed in 2 s',
  ]);
});

test('a renderer whose run threw before it began ends without a word', async (t) => {
  const output = collectLines();
  await createListrRenderer(output).finish();
  t.deepEqual(output.lines, []);
});
