/**
 * Time of whole steps of each network, beside PyTorch 2.15's (its figures are of a quiet machine of the same kind;
 * measure yours for a fair comparison). Batch 256, one channel; best of several runs, wall and CPU milliseconds.
 *
 * npx tsx bench/steps.ts [threads]
 */
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { loadEngine, meanCrossEntropy, randomUniform } from '../src/engines/index.ts';
import { createModel, createParameters } from '../src/networks/create-model.ts';
import { initialiseParameters } from '../src/networks/initialise.ts';
import { resolveNetwork } from '../src/networks/network.ts';
import { drawBatchRandomness } from '../src/training/batch-randomness.ts';
import { createDescent } from '../src/training/descent.ts';

const batch = 256;
const runs = 7;
const threads = Number(process.argv[2] ?? 1);

/** PyTorch's milliseconds for a training step with Adam, and for a step of PGD: [1 thread, 2 threads]. */
const pytorch: Record<string, { train: [number, number]; attack?: [number, number] }> = {
  lenet: { train: [35, 19], attack: [55, 32] },
  alexnet: { train: [229, 138], attack: [164, 98] },
  simplecnn: { train: [479, 258], attack: [366, 221] },
  blenet: { train: [74, 42] },
  balexnet: { train: [460, 248] },
  bsimplecnn: { train: [1007, 649] },
};

function measure(step: () => void): string {
  let [wallMs, cpuMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let run = 0; run < runs; run++) {
    const [started, before] = [performance.now(), process.cpuUsage()];
    step();
    const { user, system } = process.cpuUsage(before);
    wallMs = Math.min(wallMs, performance.now() - started);
    cpuMs = Math.min(cpuMs, (user + system) / 1000);
  }
  return `${wallMs.toFixed(0).padStart(6)} ms wall ${cpuMs.toFixed(0).padStart(6)} ms CPU`;
}

console.log((await loadEngine({ threads, gpus: 0 })).describe());
for (const [name, peer] of Object.entries(pytorch)) {
  const network = resolveNetwork(name, 1);
  const initial = initialiseParameters(network, 1);
  const images = randomUniform<Tensor4D>([batch, 32, 32, 1], [1, 2], { block: 0 });
  const labels = Int32Array.from({ length: batch }, (_, index) => index % 10);
  const model = createModel(network, createParameters(network, initial));
  const noise = [{ key: [1, 2] as const, firstExample: 0, count: batch }];
  const of = (figures?: [number, number]) => (figures ? `  PyTorch ${figures[threads > 1 ? 1 : 0]} ms` : '');

  const attack = () => {
    const gradient = tf.grad((x: Tensor) =>
      meanCrossEntropy(model.logits(x as Tensor4D, noise), tf.tensor1d(labels, 'int32')),
    )(images);
    gradient.dataSync();
    gradient.dispose();
  };
  console.log(`${name.padEnd(11)} input gradient ${measure(attack)}${of(peer.attack)}`);

  const shapes = [...createParameters(network, initial)].map(
    ([key, tensor]) => [key, { shape: tensor.shape, value: initial.get(key)! }] as const,
  );
  const descent = createDescent(network, { step: 0, parameters: new Map(shapes) });
  const train = () => {
    descent.step({
      batch: { images, labels },
      drawRandomness: () => drawBatchRandomness(network, 1, 0, 0, batch),
      klShare: 0.01,
      learningRate: 1e-3,
    });
  };
  console.log(`${name.padEnd(11)} training step  ${measure(train)}${of(peer.train)}`);
}
