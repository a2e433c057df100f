import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readSafetensors, type Weights, writeSafetensors } from '../tensors/safetensors.ts';
import { NetworkError } from './errors.ts';
import { defineNetwork, type Network } from './network.ts';
import { exportParameter, importParameter, listParameters } from './parameters.ts';

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
 * @param definition the table of that network, where it is none of the study's
 * @throws NetworkError where names or shapes are not those of the network; TensorFileError
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
    // So that whoever reads it needs no module.
    ...(network.definition === undefined ? {} : { definition: JSON.stringify(network.definition) }),
  };
  await writeSafetensors(path, { tensors, metadata });
}

/** The table that the file carries, where its network is none of the study's. */
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
function fitWeights(
  { tensors, metadata }: Weights,
  name: string,
  file: string,
  definition: unknown,
): ModelFile {
  // The number of input channels is the one thing the table leaves open: the first filter tells it.
  const first = [...tensors].find(([tensor]) => tensor === 'conv1.weight' || tensor === 'conv1.weight_mu');
  const channels = first?.[1].shape[1] ?? (metadata.channels === '3' ? 3 : 1);
  const network = defineNetwork(name, channels, definition);
  const specs = listParameters(network);
  const known = new Set(specs.map((spec) => spec.name));
  const unexpected = [...tensors.keys()].filter((tensor) => !known.has(tensor));
  const missing = specs.filter((spec) => !tensors.has(spec.name)).map((spec) => spec.name);
  const hint = `${name} has the tensors ${[...known].join(', ')}.`;
  if (missing.length > 0) {
    throw new NetworkError('MODEL_TENSOR_MISSING', `${file}: ${name} needs ${missing.join(', ')}`, {
      hint: unexpected.length > 0 ? `The file has ${unexpected.join(', ')} instead. ${hint}` : hint,
    });
  }
  if (unexpected.length > 0) {
    throw new NetworkError('MODEL_TENSOR_UNEXPECTED', `${file}: ${name} has no ${unexpected.join(', ')}`, {
      hint,
    });
  }
  const parameters = specs.map((spec): [string, Float32Array] => {
    const { shape, data } = tensors.get(spec.name)!;
    if (shape.length !== spec.fileShape.length || shape.some((size, axis) => size !== spec.fileShape[axis])) {
      throw new NetworkError(
        'MODEL_TENSOR_SHAPE',
        `${file}: ${spec.name} has shape (${shape.join(', ')}), expected (${spec.fileShape.join(', ')}) in ${name}`,
        { hint: 'Check that params.network names the network these weights belong to.' },
      );
    }
    if (!data.every(Number.isFinite)) {
      throw new NetworkError('MODEL_TENSOR_NOT_FINITE', `${file}: ${spec.name} holds NaN or infinity`, {
        hint: 'The training that made it diverged; use an earlier checkpoint of it.',
      });
    }
    return [spec.name, importParameter(spec, data)];
  });
  return { network, parameters: new Map(parameters) };
}
