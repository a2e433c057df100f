import type { Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { EngineError } from './errors.ts';

/** An attribute of a TensorFlow op, in the form that the native binding takes. */
export interface OpAttribute {
  readonly name: string;
  readonly type: number;
  readonly value: number | string | boolean | readonly number[];
}

/** The values of a tensor, in the form that the native binding takes and returns. */
export type TensorValues = Float32Array | Int32Array | Uint8Array;

/** What the native binding returns for each output of an op. */
export interface OutputHandle {
  readonly id: number;
  readonly shape: number[];
  readonly dtype: number;
}

/** The part of tfjs-node's native binding that we call (binding/tfjs_binding.cc). */
export interface TensorflowBinding {
  readonly TF_FLOAT: number;
  readonly TF_INT32: number;
  readonly TF_INT64: number;
  readonly TF_ATTR_FLOAT: number;
  readonly TF_ATTR_INT: number;
  readonly TF_ATTR_SHAPE: number;
  readonly TF_ATTR_STRING: number;
  readonly TF_ATTR_BOOL: number;
  readonly TF_ATTR_TYPE: number;
  readonly TF_Version: string;
  executeOp(
    name: string,
    attributes: readonly OpAttribute[],
    inputIds: readonly number[],
    outputs: number,
  ): OutputHandle[];
  createTensor(shape: readonly number[], dtype: number, values: TensorValues): number;
  deleteTensor(id: number): void;
  tensorDataSync(id: number): TensorValues;
  /** Loads a graph. @param folder holds saved_model.pb. @returns the graph's id */
  loadSavedModel(folder: string, tags: string): number;
  deleteSavedModel(id: number): void;
  /** Runs a graph. @param inputNames `op:output`, separated by commas, as in `outputNames` */
  runSavedModel(
    id: number,
    inputIds: readonly number[],
    inputNames: string,
    outputNames: string,
  ): OutputHandle[];
  isUsingGpuDevice(): boolean;
}

/** The part of tfjs-node's backend that we call: TensorFlow ops by name. */
export interface TensorflowBackend {
  readonly binding: TensorflowBinding;
  executeSingleOutput(
    name: string,
    attributes: readonly OpAttribute[],
    inputs: readonly TensorInfo[],
  ): Tensor;
  executeMultipleOutputs(
    name: string,
    attributes: readonly OpAttribute[],
    inputs: readonly TensorInfo[],
    outputs: number,
  ): Tensor[];
  createOutputTensor(handle: OutputHandle): Tensor;
}

/** Names of the engines; tfjs-core knows them as backends by the same names. */
export const engineNames = ['tensorflow', 'wasm'] as const;
export type EngineName = (typeof engineNames)[number];

/**
 * The engine that this process has loaded.
 * @throws EngineError ENGINE_NOT_LOADED before loadEngine() has finished
 */
export function getEngineName(): EngineName {
  const loaded = tf.getBackend();
  const name = engineNames.find((candidate) => candidate === loaded);
  if (name !== undefined) return name;
  throw new EngineError('ENGINE_NOT_LOADED', 'A tensor op was called before the engine was loaded.', {
    hint: 'Call `await loadEngine({ threads, gpus })` first.',
  });
}

/**
 * The loaded TensorFlow backend, for code that only works on that engine.
 * @throws EngineError ENGINE_NOT_LOADED before loadEngine() has loaded TensorFlow
 */
export function getBackend(): TensorflowBackend {
  const name = getEngineName();
  if (name === 'tensorflow') return tf.backend() as unknown as TensorflowBackend;
  throw new EngineError('ENGINE_NOT_LOADED', `An op of TensorFlow was called on the engine ${name}.`, {
    hint: 'This is a fault of the program: it should look at getEngineName() first.',
  });
}
