import test from 'ava';
import type { ProgressReport } from '../../runner/src/stage-api/index.ts';
import { reportInstall } from '../../src/engines/report-install.ts';

test('a stage says how far the download of its engine is, and which phase follows', (t) => {
  const reports: ProgressReport[] = [];
  const report = reportInstall((one) => reports.push(one));
  report({ message: 'Downloading TensorFlow 2.15.1', done: 119_900_000, total: 210_000_000, unit: 'bytes' });
  report({ message: 'Compiling its binding', done: 0, total: 0, unit: '' });
  t.deepEqual(reports, [
    { done: 120, total: 210, unit: 'MB, downloading TensorFlow 2.15.1' },
    { done: 0, total: 1, unit: 'steps, compiling its binding' },
  ]);
});
