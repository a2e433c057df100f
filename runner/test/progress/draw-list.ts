/** Draws a short run as a list; started by listr-drawing.test.ts in a process of its own, since listr2 takes the terminal. */
import { createListrRenderer } from '../../src/progress/listr.ts';
import { actionFinished, actionProgress, actionStarted, runFinished, runStarted } from './events.ts';

const renderer = createListrRenderer({
  writeLine: (line) => void process.stdout.write(`${line}\n`),
  writeErrorLine: (line) => void process.stderr.write(`${line}\n`),
});

async function draw(): Promise<void> {
  renderer.handle(runStarted({ download: 1, train: 2, plot: 1, report: 1 }));
  renderer.handle(actionStarted('train/a'));
  renderer.handle({ type: 'notice', message: 'engine tensorflow' });
  renderer.handle(actionProgress('train/a', 1, 2, { loss: 0.5 }));
  renderer.handle(actionFinished('download', 'up-to-date'));
  renderer.handle(
    actionFinished('train/a', 'failed', { error: { code: 'X', message: 'boom', logTail: [] } }),
  );
  renderer.handle(actionFinished('train/b', 'executed'));
  renderer.handle(actionFinished('plot', 'skipped'));
  renderer.handle(runFinished({ ok: false, interrupted: true, failed: 1 }));
  await renderer.finish();
}

await draw();
