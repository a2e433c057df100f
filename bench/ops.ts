/**
 * Time of each tensor op of the study's networks, beside what plain tfjs takes for it, and of whole steps.
 * CPU milliseconds (so that a busy machine disturbs less), best of several runs.
 *
 * npx tsx bench/ops.ts [threads]
 */
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import {
  conv2d,
  dense,
  loadEngine,
  maxPool,
  randomNormal,
  randomNormalRows,
  randomUniform,
  relu,
  softplus,
} from '../src/engines/index.ts';

const batch = 256;
const runs = 7;
const threads = Number(process.argv[2] ?? 1);

type Convolution = readonly [
  height: number,
  inputs: number,
  outputs: number,
  size: number,
  stride: number,
  pad: number,
];

const convolutions: Record<string, readonly Convolution[]> = {
  lenet: [
    [32, 1, 6, 5, 1, 0],
    [14, 6, 16, 5, 1, 0],
  ],
  alexnet: [
    [32, 1, 64, 11, 4, 5],
    [4, 64, 192, 5, 1, 2],
    [2, 192, 384, 3, 1, 1],
    [2, 384, 256, 3, 1, 1],
    [2, 256, 256, 3, 1, 1],
  ],
  simplecnn: [
    [32, 1, 32, 5, 1, 2],
    [15, 32, 64, 5, 1, 2],
    [7, 64, 128, 5, 1, 1],
  ],
};

const pools: readonly (readonly [height: number, channels: number, size: number, stride: number])[] = [
  [28, 6, 2, 2],
  [10, 16, 2, 2],
  [8, 64, 2, 2],
  [32, 32, 3, 2],
];

function measure(compute: () => Tensor | Tensor[]): string {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const before = process.cpuUsage();
    tf.dispose(tf.tidy(compute));
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1000);
  }
  return best.toFixed(2).padStart(8);
}

function report(name: string, ...times: string[]): void {
  console.log(name.padEnd(44), ...times);
}

const engine = await loadEngine({ threads, gpus: 0 });
console.log(engine.describe());

report('', '    ours', '    tfjs');
for (const [network, layers] of Object.entries(convolutions)) {
  for (const [height, inputs, outputs, size, stride, pad] of layers) {
    const x = tf.randomNormal<tf.Rank.R4>([batch, height, height, inputs]);
    const filter = tf.randomNormal<tf.Rank.R4>([size, size, inputs, outputs]);
    const ours = (image: Tensor, weights: Tensor) =>
      conv2d(image as Tensor4D, weights as Tensor4D, stride, pad);
    const theirs = (image: Tensor, weights: Tensor) =>
      tf.conv2d(
        tf.pad(image as Tensor4D, [
          [0, 0],
          [pad, pad],
          [pad, pad],
          [0, 0],
        ]),
        weights as Tensor4D,
        stride,
        'valid',
      );
    const dy = ours(x, filter);
    const name = `${network} conv ${height}×${height}×${inputs} → ${outputs}`;
    report(
      `${name} forward`,
      measure(() => ours(x, filter)),
      measure(() => theirs(x, filter)),
    );
    const byInput = (f: typeof ours) => measure(() => tf.grad((image: Tensor) => f(image, filter))(x, dy));
    const byFilter = (f: typeof ours) =>
      measure(() => tf.grad((weights: Tensor) => f(x, weights))(filter, dy));
    report(`${name} forward + input gradient`, byInput(ours), byInput(theirs as typeof ours));
    report(`${name} forward + filter gradient`, byFilter(ours), byFilter(theirs as typeof ours));
    tf.dispose([x, filter, dy]);
  }
}
for (const [height, channels, size, stride] of pools) {
  const x = tf.randomNormal<tf.Rank.R4>([batch, height, height, channels]);
  const name = `${height}×${height}×${channels}`;
  const forwards: [string, (x: Tensor) => Tensor, (x: Tensor) => Tensor][] = [
    [
      'max pool',
      (image) => maxPool(image as Tensor4D, size, stride),
      (image) => tf.maxPool(image as Tensor4D, size, stride, 'valid'),
    ],
    ['relu', relu, tf.relu],
    ['softplus', softplus, tf.softplus],
  ];
  for (const [op, ours, theirs] of forwards) {
    const dy = ours(x);
    report(
      `${op} ${name} forward`,
      measure(() => ours(x)),
      measure(() => theirs(x)),
    );
    report(
      `${op} ${name} forward + gradient`,
      measure(() => tf.grad(ours)(x, dy)),
      measure(() => tf.grad(theirs)(x, dy)),
    );
    dy.dispose();
  }
  x.dispose();
}
const count = batch * 4704;
report(
  `rows of normals ${count}`,
  measure(() => randomNormalRows(0, batch, 4704, [1, 2])),
);
report(
  `normals ${count}`,
  measure(() => randomNormal([count], [1, 2], { block: 0 })),
  measure(() => tf.randomNormal([count])),
);
report(
  `uniforms ${count}`,
  measure(() => randomUniform([count], [1, 2], { block: 0 })),
  measure(() => tf.randomUniform([count])),
);
{
  const x = tf.randomNormal<tf.Rank.R2>([batch, 400]);
  const weights = tf.randomNormal<tf.Rank.R2>([400, 120]);
  const bias = tf.randomNormal<tf.Rank.R1>([120]);
  const ours = (image: Tensor) => dense(image as Tensor2D, weights, bias as Tensor1D);
  report(
    'dense 400 → 120 forward + input gradient',
    measure(() => tf.grad(ours)(x)),
  );
}
