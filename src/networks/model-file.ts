import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  readSafetensors,
  type Weights,
  type WeightTensor,
  writeSafetensors,
} from '../../runner/src/formats/safetensors.ts';
import { NetworkError } from './errors.ts';
import { explainNames, explainShape } from './explain-mismatch.ts';
import { type Network, resolveNetwork } from './network.ts';
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
 * @param definition the table of that network, when it is not one of the study's
 * @throws NetworkError when names or shapes are not those of the network; TensorFileError
 */
export async function readModelFile(
  path: string,
  networkName?: string,
  definition?: unknown,
): Promise<ModelFile> {
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
  const own = networkName === undefined ? readDefinition(weights, file) : undefined;
  return fitWeights(weights, name, file, definition ?? own);
}

/** Writes trained weights with PyTorch's names and layouts; equal parameters give equal bytes. */
export async function writeModelFile(path: string, { network, parameters }: ModelFile): Promise<void> {
  const tensors = new Map(
    listParameters(network).map((spec) => {
      const data = exportParameter(spec, parameters.get(spec.name)!);
      return [spec.name, { shape: spec.fileShape, data }];
    }),
  );
  const metadata = {
    format: 'pt',
    network: network.name,
    channels: String(network.channels),
    // So that a reader of the file needs no module.
    ...(network.definition === undefined ? {} : { definition: JSON.stringify(network.definition) }),
  };
  await writeSafetensors(path, { tensors, metadata });
}

/** The table that the file keeps when its network is not one of the study's. */
function readDefinition({ metadata }: Weights, file: string): unknown {
  if (metadata.definition === undefined) return undefined;
  try {
    return JSON.parse(metadata.definition);
  } catch (cause) {
    throw new NetworkError('NETWORK_INVALID', `${file}: the network's table in its metadata is no JSON`, {
      cause,
      hint: 'Train the network again, or import its weights with the module that defines it.',
    });
  }
}

/** Checks names and shapes against the layer table and reorders to memory layout. */
function fitWeights(weights: Weights, name: string, file: string, definition: unknown): ModelFile {
  const { tensors } = weights;
  const network = resolveNetwork(name, countChannels(weights), definition);
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

/**
 * The number of input channels, the only thing that the table leaves open. The first filter tells it, whatever its name
 * is; in a network without convolutions, the metadata.
 */
function countChannels({ tensors, metadata }: Weights): number {
  const named = [...tensors].find(([name]) => /(^|\.)conv1\.weight(_mu)?$/.test(name))?.[1];
  const isColour = ({ shape }: WeightTensor) => shape.length === 4 && shape[1] === 3;
  const channels = (named ?? [...tensors.values()].find(isColour))?.shape[1] ?? Number(metadata.channels);
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
