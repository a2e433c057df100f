import * as tf from '@tensorflow/tfjs-core';
import test from 'ava';
import type { Evaluation } from '../../../src/attacks/attack.ts';
import { crossEntropy, logitsRatio } from '../../../src/attacks/losses.ts';
import { createTargetEvaluation } from '../../../src/attacks/search/evaluate-target.ts';
import { gatherRows } from '../../../src/attacks/search/rows.ts';
import { loadEngine } from '../../../src/engines/index.ts';
import { spread } from '../../networks/spread.ts';
import { makeTorchModel } from '../../networks/torch-case.ts';

test.before(async () => {
  await loadEngine({ threads: 1, gpus: 0 });
});

const batch = 30;
const labels = Int32Array.from({ length: batch }, (_, row) => (row * 7) % 10);
const keys = [
  [1, 2],
  [3, 4],
] as const;
/** Too few for a graph; scattered ones, which are filled up; neighbours. */
const choices = [
  [2, 3, 17],
  [0, 1, 4, 5, 6, 9, 13, 14, 20, 21, 29],
  Array.from({ length: 25 }, (_, place) => place + 3),
];

const makeImages = (): tf.Tensor4D =>
  tf.tensor4d(
    spread(batch * 1024, 9).map((value) => value * 0.5 + 0.5),
    [batch, 32, 32, 1],
  );

for (const name of ['lenet', 'blenet'] as const) {
  for (const loss of [crossEntropy, logitsRatio]) {
    for (const usesGradient of [true, false]) {
      const what = usesGradient ? 'gradient, losses' : 'losses';
      // 64: both samples in one pass; 20: one after the other.
      for (const batchSize of [64, 20]) {
        const title = `${name}, ${loss.name}, ${batchSize} in a pass`;
        test.serial(`${title}: ${what} and prediction of some rows are those of the whole batch`, (t) => {
          const images = makeImages();
          const target = makeTorchModel(name);
          const evaluate = createTargetEvaluation(target, {
            labels,
            firstExample: 40,
            sampleKeys: () => (target.bayesian ? keys : keys.slice(0, 1)),
            batchSize,
          });
          const all = Int32Array.from({ length: batch }, (_, row) => row);
          const whole = evaluate(images, all, 0, { loss, usesGradient });
          for (const choice of choices) {
            const rows = Int32Array.from(choice);
            const some = evaluate(gatherRows(images, rows), rows, 0, { loss, usesGradient });
            for (const part of ['logProbabilities', 'losses', 'gradient'] as const) {
              if (part === 'gradient' && !usesGradient) {
                t.is(some.gradient, undefined);
                continue;
              }
              const gap = measureGap(some, whole, part, rows);
              t.true(gap < 3e-4, `${part} of ${rows.length}: ${gap}`);
            }
          }
        });
      }
    }
  }
}

/** Largest difference of what was found of some rows from what was found of them in the batch, by the largest value. */
function measureGap(
  some: Evaluation,
  whole: Evaluation,
  part: 'logProbabilities' | 'losses' | 'gradient',
  rows: Int32Array,
): number {
  const expected = gatherRows(whole[part] as tf.Tensor, rows).dataSync<'float32'>();
  const found = (some[part] as tf.Tensor).dataSync();
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const gaps = [...expected].map((value, index) => Math.abs(value - found[index]!) / largest);
  return found.length === expected.length ? Math.max(...gaps) : Number.POSITIVE_INFINITY;
}

test.serial('evaluating some rows leaves no tensors behind but the evaluation', (t) => {
  const images = makeImages();
  const target = makeTorchModel('blenet');
  const evaluate = createTargetEvaluation(target, {
    labels,
    firstExample: 0,
    sampleKeys: () => keys,
    batchSize: 64,
  });
  const rows = Int32Array.from(choices[1]!);
  const own = gatherRows(images, rows);
  const before = tf.memory().numTensors;
  const evaluation = evaluate(own, rows, 0, { loss: crossEntropy, usesGradient: true });
  t.is(tf.memory().numTensors, before + 3);
  tf.dispose([evaluation.gradient!, evaluation.losses, evaluation.logProbabilities]);
  t.is(tf.memory().numTensors, before);
});
