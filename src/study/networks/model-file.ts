import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readSafetensors, type Weights, writeSafetensors } from '../tensors/safetensors.ts';
import { NetworkError } from './errors.ts';
import { explainNames, explainShape } from './explain-mismatch.ts';
import { defineNetwork, type Network } from './network.ts';
import { exportParameter, importParameter, listParameters, type ParameterSpec } from './parameters.ts';

/** The name of the weights in a model folder. */
export const MODEL_FILE = 'model.safetensors';

/** A network and its parameters, in memory layout, as plain arrays. */
export interface ModelFile {
  readonly network: Network;
  readonly parameters: ReadonlyMap<string, Float32Array>;
}

/**
 * Reads and checks trained weights.
 * @param path a .safetensors file, or a folder with model.safetensors
 * @param networkName overrides the network named in the file's metadata (files from PyTorch name none)
 * @throws NetworkError where names or shapes are not those of the network; TensorFileError
 */
export async function readModelFile(path: string, networkName?: string): Promise<ModelFile> {
  const isFolder = await stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  const file = isFolder ? join(path, MODEL_FILE) : path;
  const weights = await readSafetensors(file);
  const name = networkName ?? weights.metadata.network;
  if (name === undefined) {
    throw new NetworkError('MODEL_NETWORK_UNNAMED', `${file}: its metadata does not name a network`, {
      hint: 'Bring it in through the import-model stage, with params.network.',
    });
  }
  return fitWeights(weights, name, file);
}

/** Writes trained weights with PyTorch's names and layouts; equal parameters give equal bytes. */
export async function writeModelFile(path: string, { network, parameters }: ModelFile): Promise<void> {
  const tensors = new Map(
    listParameters(network).map((spec) => {
      const data = exportParameter(spec, parameters.get(spec.name)!);
      return [spec.name, { shape: spec.fileShape, data }];
    }),
  );
  const metadata = { format: 'pt', network: network.name, channels: String(network.channels) };
  await writeSafetensors(path, { tensors, metadata });
}

/** Checks names and shapes against the layer table and reorders to memory layout. */
function fitWeights({ tensors }: Weights, name: string, file: string): ModelFile {
  const network = defineNetwork(name, countChannels(tensors));
  const specs = listParameters(network);
  const known = new Set(specs.map((spec) => spec.name));
  const unexpected = [...tensors.keys()].filter((tensor) => !known.has(tensor));
  const missing = specs.filter((spec) => !tensors.has(spec.name));
  const hint = () => explainNames(tensors, { network: name, missing, unexpected, specs });
  if (missing.length > 0) {
    const names = missing.map((spec) => spec.name).join(', ');
    throw new NetworkError('MODEL_TENSOR_MISSING', `${file}: ${name} needs ${names}`, { hint: hint() });
  }
  if (unexpected.length > 0) {
    throw new NetworkError('MODEL_TENSOR_UNEXPECTED', `${file}: ${name} has no ${unexpected.join(', ')}`, {
      hint: hint(),
    });
  }
  return { network, parameters: new Map(specs.map((spec) => [spec.name, fitTensor(tensors, spec, file)])) };
}

/** The number of input channels is the one thing the table leaves open: the first filter tells it. */
function countChannels(tensors: Weights['tensors']): number {
  const first = [...tensors].find(([name]) => /(^|\.)conv1\.weight(_mu)?$/.test(name));
  const filter =
    first?.[1] ?? [...tensors.values()].find(({ shape }) => shape.length === 4 && shape[1] === 3);
  const channels = filter?.shape[1];
  return channels === 3 ? 3 : 1;
}

function fitTensor(tensors: Weights['tensors'], spec: ParameterSpec, file: string): Float32Array {
  const { shape, data } = tensors.get(spec.name)!;
  if (shape.length !== spec.fileShape.length || shape.some((size, axis) => size !== spec.fileShape[axis])) {
    throw new NetworkError(
      'MODEL_TENSOR_SHAPE',
      `${file}: ${spec.name} has shape (${shape.join(', ')}), expected (${spec.fileShape.join(', ')})`,
      { hint: explainShape(spec, shape) },
    );
  }
  if (!data.every(Number.isFinite)) {
    throw new NetworkError('MODEL_TENSOR_NOT_FINITE', `${file}: ${spec.name} holds NaN or infinity`, {
      hint: 'The training that made it diverged; use an earlier checkpoint of it.',
    });
  }
  return importParameter(spec, data);
}
