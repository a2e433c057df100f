import test from 'ava';
import type { RunEvent } from '../../src/execute/events.ts';
import { createPlainRenderer } from '../../src/progress/plain.ts';
import { collectLines } from './collect-lines.ts';
import { actionFinished, actionProgress, actionStarted, runFinished, runStarted } from './events.ts';

function render(events: readonly RunEvent[], nowMs: () => number = () => 0): string[] {
  const output = collectLines();
  const renderer = createPlainRenderer(output, nowMs);
  for (const event of events) renderer.handle(event);
  return output.lines;
}

test('a run reads from top to bottom', (t) => {
  const lines = render([
    runStarted({ download: 1, train: 3, report: 1 }),
    actionFinished('download', 'up-to-date'),
    actionStarted('train/a', 'params.epochs 10 → 12'),
    actionFinished('train/b', 'restored', { reason: 'in the cache' }),
    actionFinished('train/a', 'executed', { durationMs: 2400 }),
    actionFinished('train/c', 'up-to-date'),
    actionFinished('report', 'skipped', { reason: 'train/a failed' }),
    runFinished({ ok: false, executed: 1, restored: 1, upToDate: 2, skipped: 1, durationMs: 2500 }),
  ]);
  t.deepEqual(lines, [
    'profile quick: 5 actions in 3 stages, 2 jobs',
    'download: 1/1 (1 up to date)',
    'train/a: started (params.epochs 10 → 12)',
    'train/b: restored (in the cache)',
    'train/a: executed in 2.4 s',
    'train: 3/3 (1 executed, 1 restored, 1 up to date)',
    'report: skipped (train/a failed)',
    'report: 1/1 (1 skipped)',
    'failed: 1 executed, 1 restored, 2 up to date, 1 skipped in 2.5 s',
  ]);
});

test('a failure shows the message, the end of the log, where the log is and what to do', (t) => {
  const error = {
    code: 'ACTION_FAILED',
    message: 'No images.\nThe folder is empty.',
    hint: 'download them',
    logTail: ['reading', 'done reading'],
    logPath: 'cache/logs/1.log',
  };
  const lines = render([
    runStarted({ train: 2 }),
    actionFinished('train/a', 'failed', { durationMs: 1000, error }),
  ]);
  t.deepEqual(lines.slice(1), [
    'train/a: failed after 1 s',
    '  No images.',
    '  The folder is empty.',
    '  | reading',
    '  | done reading',
    '  log: cache/logs/1.log',
    '  hint: download them',
  ]);
});

test('a thousand actions that were up to date take one line', (t) => {
  const ids = Array.from({ length: 1000 }, (_, index) => `cell/${index}`);
  const lines = render([runStarted({ cell: 1000 }), ...ids.map((id) => actionFinished(id, 'up-to-date'))]);
  t.deepEqual(lines.slice(1), ['cell: 1000/1000 (1000 up to date)']);
});

test('a long action says where it is every fifteen seconds and not more often', (t) => {
  let nowMs = 0;
  const output = collectLines();
  const renderer = createPlainRenderer(output, () => nowMs);
  renderer.handle(actionStarted('train/a'));
  for (let done = 1; done <= 40; done += 1) {
    nowMs += 1000;
    renderer.handle(actionProgress('train/a', done, 40, { loss: 0.12345, accuracy: 0.5 }));
  }
  t.deepEqual(output.lines, [
    'train/a: started (never run)',
    'train/a: 15/40 epochs, loss 0.123, accuracy 0.5',
    'train/a: 30/40 epochs, loss 0.123, accuracy 0.5',
  ]);
});

test('parts of a unit are told to the tenth, rounded down', (t) => {
  const lines = render([
    actionProgress('train/a', 3.4285714285714284, 6),
    actionProgress('train/b', 5.99, 6),
  ]);
  t.deepEqual(lines, ['train/a: 3.4/6 epochs', 'train/b: 5.9/6 epochs']);
});

test('retries and notices have their lines', (t) => {
  const lines = render([
    { type: 'action-retried', action: 'train/a', stage: 'train', attempt: 2, message: 'out of memory' },
    { type: 'notice', message: 'engine tensorflow 2.15.1 on the CPU' },
    runFinished({ interrupted: true, ok: false }),
  ]);
  t.deepEqual(lines, [
    'train/a: attempt 2 after: out of memory',
    'engine tensorflow 2.15.1 on the CPU',
    'interrupted: nothing in 0 ms',
  ]);
});

test('an event that the renderer does not know is an error, not silence', (t) => {
  const unknown = { type: 'action-paused' } as unknown as RunEvent;
  t.throws(() => render([unknown]), { instanceOf: TypeError, message: /action-paused/ });
});

test('what actions say about their results comes before the last line, of three of them at most', (t) => {
  const output = collectLines();
  const summaries = [1, 2, 3, 4].map((index) => ({
    action: `report/${index}`,
    headline: `headline ${index}`,
    lines: [`line ${index}`],
    ...(index === 2 ? { page: 'artifacts/report/2/out/index.html' } : {}),
  }));
  createPlainRenderer(output).handle(runFinished({ executed: 4, summaries }));
  t.deepEqual(output.lines, [
    'headline 1',
    'line 1',
    'headline 2',
    'line 2',
    'report/2: artifacts/report/2/out/index.html',
    'headline 3',
    'line 3',
    'and 1 more summary, with --json',
    'done: 4 executed in 0 ms',
  ]);
});

test('of the actions of a stage that were skipped the first is named, and all are counted', (t) => {
  const output = collectLines();
  const renderer = createPlainRenderer(output);
  renderer.handle(runStarted({ plot: 3 }));
  for (const id of ['plot/a', 'plot/b', 'plot/c'])
    renderer.handle(actionFinished(id, 'skipped', { reason: 'its input train failed' }));
  t.deepEqual(output.lines.slice(1), ['plot/a: skipped (its input train failed)', 'plot: 3/3 (3 skipped)']);
});

test('the start of a batch says how many more run with its first action, and in what they differ', (t) => {
  const together = ['attack/lenet/0.1', 'attack/lenet/0.2'];
  const [, line] = render([
    runStarted({ attack: 3 }),
    { ...actionStarted('attack/lenet/0'), together, togetherBy: ['epsilon'] },
  ]);
  t.is(line, 'attack/lenet/0: started with 2 more of epsilon (never run)');
});
