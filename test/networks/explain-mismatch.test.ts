import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { encodeSafetensors } from '../../runner/src/formats/safetensors.ts';
import { NetworkError } from '../../src/networks/errors.ts';
import { readModelFile } from '../../src/networks/model-file.ts';
import { resolveNetwork } from '../../src/networks/network.ts';
import { listParameters } from '../../src/networks/parameters.ts';

type Shapes = Record<string, readonly number[]>;

/** What a reader's file might hold instead of a network's own tensors. */
interface Mistake {
  readonly network: string;
  readonly channels?: number;
  readonly code: string;
  /** In the error's hint. */
  readonly hint: RegExp;
  /** Names and shapes of the right file → those of the reader's. */
  readonly make: (right: Shapes) => Shapes;
}

const renameWith = (rename: (name: string) => string) => (right: Shapes) =>
  Object.fromEntries(Object.entries(right).map(([name, shape]) => [rename(name), shape]));

const sequential: Record<string, string> = {
  conv1: 'features.0',
  conv2: 'features.3',
  fc1: 'classifier.1',
  fc2: 'classifier.3',
  fc3: 'classifier.10',
};

const mistakes: Record<string, Mistake> = {
  'a prefix of DataParallel': {
    network: 'lenet',
    code: 'MODEL_TENSOR_MISSING',
    hint: /begin with "module\.".*removeprefix\("module\."\)/,
    make: renameWith((name) => `module.${name}`),
  },
  'a prefix of a wrapper, three channels': {
    network: 'balexnet',
    channels: 3,
    code: 'MODEL_TENSOR_MISSING',
    hint: /begin with "net\.inner\."/,
    make: renameWith((name) => `net.inner.${name}`),
  },
  'names of an nn.Sequential': {
    network: 'lenet',
    channels: 3,
    code: 'MODEL_TENSOR_MISSING',
    hint: /"features\.0\.weight": "conv1\.weight".*"classifier\.3\.weight": "fc2\.weight".*"classifier\.10\.bias": "fc3\.bias"/,
    make: renameWith((name) => name.replace(/^\w+/, (layer) => sequential[layer]!)),
  },
  'layers of one shape are told apart by their order': {
    network: 'simplecnn',
    code: 'MODEL_TENSOR_MISSING',
    hint: /"dense9\.bias": "fc1\.bias".*"dense10\.bias": "fc2\.bias"/,
    make: renameWith((name) =>
      name.replace(/^fc(\d)/, (_, number: string) => `dense${Number(number) + 8}`).replace('conv', 'c'),
    ),
  },
  'other names of mean and spread': {
    network: 'blenet',
    code: 'MODEL_TENSOR_MISSING',
    hint: /"conv1\.W_mu": "conv1\.weight_mu", "conv1\.W_rho": "conv1\.weight_rho"/,
    make: renameWith((name) => name.replace('weight_', 'W_')),
  },
  'biases without a distribution': {
    network: 'blenet',
    code: 'MODEL_TENSOR_MISSING',
    hint: /bias_rho = torch\.full_like\(bias_mu, -20\)/,
    make: (right) => Object.fromEntries(Object.entries(right).filter(([name]) => !name.endsWith('bias_rho'))),
  },
  'weights of the frequentist twin': {
    network: 'blenet',
    code: 'MODEL_TENSOR_MISSING',
    hint: /numbers, not distributions.*frequentist/,
    make: () => shapesOf('lenet', 1),
  },
  'weights of the Bayesian twin': {
    network: 'lenet',
    code: 'MODEL_TENSOR_MISSING',
    hint: /are distributions.*Bayesian network/,
    make: () => shapesOf('blenet', 1),
  },
  'a tensor too many': {
    network: 'lenet',
    code: 'MODEL_TENSOR_UNEXPECTED',
    hint: /lenet has the tensors conv1\.weight/,
    make: (right) => ({ ...right, 'bn1.weight': [6] }),
  },
  'a dense layer as in × out': {
    network: 'lenet',
    code: 'MODEL_TENSOR_SHAPE',
    hint: /save tensor\.T\.contiguous\(\)/,
    make: (right) => ({ ...right, 'fc1.weight': [400, 120] }),
  },
  "a filter in TensorFlow's layout": {
    network: 'lenet',
    code: 'MODEL_TENSOR_SHAPE',
    hint: /permute\(3, 2, 0, 1\)/,
    make: (right) => ({ ...right, 'conv2.weight': [5, 5, 6, 16] }),
  },
  'a network for 28×28 images': {
    network: 'lenet',
    code: 'MODEL_TENSOR_SHAPE',
    hint: /fc1 flattens 16 channels of 5×5.*28×28/,
    make: (right) => ({ ...right, 'fc1.weight': [120, 256] }),
  },
  'images of four channels': {
    network: 'lenet',
    code: 'MODEL_TENSOR_SHAPE',
    hint: /1 or 3 channels/,
    make: (right) => ({ ...right, 'conv1.weight': [6, 4, 5, 5] }),
  },
};

for (const [name, { network, channels = 1, code, hint, make }] of Object.entries(mistakes)) {
  test(`a file is refused with a way out: ${name}`, async (t) => {
    const path = await writeZeros(t, make(shapesOf(network, channels)));
    const error = await t.throwsAsync(readModelFile(path, network), { instanceOf: NetworkError, code });
    t.regex(error.hint!, hint);
  });
}

function shapesOf(network: string, channels: number): Shapes {
  return Object.fromEntries(
    listParameters(resolveNetwork(network, channels)).map(({ name, fileShape }) => [name, fileShape]),
  );
}

async function writeZeros(t: ExecutionContext, shapes: Shapes): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mismatch-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'model.safetensors');
  const tensors = new Map(
    Object.entries(shapes).map(([name, shape]) => {
      const count = shape.reduce((product, size) => product * size, 1);
      return [name, { shape, data: new Float32Array(count) }];
    }),
  );
  await writeFile(path, encodeSafetensors({ tensors, metadata: {} }));
  return path;
}
