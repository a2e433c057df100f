import * as tf from '@tensorflow/tfjs-core';
import { createModel, createParameters } from './create-model.ts';
import type { Model } from './model.ts';
import { readModelFile } from './model-file.ts';

/**
 * Reads trained weights and puts them on the engine (which must be loaded).
 * @param path a .safetensors file whose metadata names its network, or a folder with model.safetensors
 * @throws NetworkError, TensorFileError where the file is not a model
 */
export async function loadModel(path: string): Promise<Model> {
  const { network, parameters } = await readModelFile(path);
  const tensors = createParameters(network, parameters);
  try {
    return createModel(network, tensors);
  } finally {
    tf.dispose([...tensors.values()]);
  }
}
