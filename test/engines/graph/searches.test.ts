import * as tf from '@tensorflow/tfjs-core';
import test from 'ava';
import { computeGrid } from '../../../src/attacks/grid/compute-grid.ts';
import { createAttack } from '../../../src/attacks/methods/registry.ts';
import { createImageSet } from '../../../src/datasets/image-set.ts';
import { getBackend, type TensorflowBinding } from '../../../src/engines/backend.ts';
import { loadEngine } from '../../../src/engines/index.ts';
import { spread } from '../../networks/spread.ts';
import { makeTorchModel } from '../../networks/torch-case.ts';

test.before(() => loadEngine({ threads: 1, gpus: 0 }));

for (const [network, name, settings] of [
  ['lenet', 'apgd-dlr', { steps: 6, restarts: 2 }],
  ['blenet', 'pgd-linf', { steps: 6, alpha: 0.01, restarts: 2 }],
  ['lenet', 'square', { queries: 12 }],
] as const) {
  test.serial(`${name} on ${network}, giving images up, runs as few graphs`, async (t) => {
    const backend = getBackend();
    const { binding } = backend;
    const counts = { loaded: 0, run: 0 };
    t.teardown(() => Object.assign(backend, { binding }));
    const counting: Partial<TensorflowBinding> = {
      loadSavedModel: (...args) => {
        counts.loaded += 1;
        return binding.loadSavedModel(...args);
      },
      runSavedModel: (...args) => {
        counts.run += 1;
        return binding.runSavedModel(...args);
      },
    };
    Object.assign(backend, { binding: Object.create(binding, Object.getOwnPropertyDescriptors(counting)) });
    const model = makeTorchModel(network);
    const count = 40;
    const images = createImageSet({
      shape: [count, 1, 32, 32],
      images: spread(count * 1024, 3).map((value) => value * 0.5 + 0.5),
      labels: new Uint8Array(count),
    });
    const clean = model.logits(tf.tensor4d(images.pixels as Float32Array, [count, 32, 32, 1]), [
      { key: [0, 0], firstExample: 0, count },
    ]);
    // What the network says is right, but for a few: these are given up at once.
    const labels = Uint8Array.from(clean.argMax(1).dataSync(), (label, at) =>
      at % 9 === 0 ? (label + 1) % 10 : label,
    );
    await computeGrid({
      attack: createAttack(name, settings),
      epsilons: [0.005, 0.01, 0.02],
      model,
      target: model,
      attackSamples: model.bayesian ? 2 : 1,
      evaluationSamples: 1,
      images: { ...images, labels },
      classes: 10,
      count,
      attackSeed: 1,
      evaluationSeed: 2,
      batchSize: 256,
      dropFooled: true,
      keepExamples: 0,
      signal: new AbortController().signal,
      onProgress: () => {},
    });
    t.true(counts.run >= 15, `${counts.run} runs`);
    t.true(counts.loaded <= 6, `${counts.loaded} graphs`);
  });
}
