import test from 'ava';
import { createJsonRenderer } from '../../src/progress/json.ts';
import { collectLines } from './collect-lines.ts';
import { actionFinished, actionProgress, actionStarted, runFinished, runStarted } from './events.ts';

test('writes one line for each ended action, one for the run, and nothing else on standard output', (t) => {
  const output = collectLines();
  const renderer = createJsonRenderer(output);
  for (const event of [
    runStarted({ train: 2 }),
    actionStarted('train/a'),
    actionProgress('train/a', 1, 2),
    { type: 'notice', message: 'installing the engine' } as const,
    actionFinished('train/a', 'executed', { reason: 'never run', durationMs: 12 }),
    actionFinished('train/b', 'up-to-date', { reason: 'nothing changed' }),
    runFinished({ executed: 1, upToDate: 1, durationMs: 15 }),
  ]) {
    renderer.handle(event);
  }
  t.deepEqual(output.lines, [
    '{"type":"action","action":"train/a","outcome":"executed","reason":"never run","durationMs":12}',
    '{"type":"action","action":"train/b","outcome":"up-to-date","reason":"nothing changed","durationMs":0}',
    '{"type":"run","ok":true,"executed":1,"restored":0,"upToDate":1,"failed":0,"skipped":0,"durationMs":15}',
  ]);
  t.deepEqual(output.errorLines, ['installing the engine']);
});

test('a failed action alone has one more field, its error', (t) => {
  const output = collectLines();
  const error = { code: 'ACTION_FAILED', message: 'boom', logTail: ['last words'] };
  createJsonRenderer(output).handle(actionFinished('train/a', 'failed', { error }));
  t.deepEqual(JSON.parse(output.lines[0] ?? ''), {
    type: 'action',
    action: 'train/a',
    outcome: 'failed',
    reason: 'never run',
    durationMs: 0,
    error,
  });
});

test('text with line breaks stays on one line', (t) => {
  const output = collectLines();
  createJsonRenderer(output).handle(actionFinished('train/a', 'executed', { reason: 'a\nb' }));
  t.deepEqual(
    output.lines.map((line) => line.includes('\n')),
    [false],
  );
});

test('the run line has what actions say about their results', (t) => {
  const output = collectLines();
  const summaries = [
    { action: 'report', headline: 'It works.', lines: [], page: 'artifacts/report/out/x.html' },
  ];
  createJsonRenderer(output).handle(runFinished({ summaries }));
  t.deepEqual(JSON.parse(output.lines[0] ?? '').summaries, summaries);
});
