/**
 * `robust-pipeline/study`: what you write your own attack, network, dataset or metric with (docs/add-an-attack.md and the
 * pages beside it). `tf` is the same instance of TensorFlow.js that the study's own code uses.
 */
export * as tf from '@tensorflow/tfjs-core';
export { readIdx } from '../runner/src/formats/idx.ts';
export { readNpy } from '../runner/src/formats/npy.ts';
export type {
  Attack,
  AttackDefinition,
  AttackSettings,
  Evaluation,
  LossFunction,
  SearchAttack,
  SearchProblem,
  SearchState,
  SettingRule,
  StartNoise,
  SteppingAttack,
} from './attacks/attack.ts';
export { defineAttack } from './attacks/attack.ts';
export { crossEntropy } from './attacks/cross-entropy.ts';
export { clipToPixelRange, l2Norms, projectL2, projectLinf } from './attacks/projections.ts';
export {
  type DatasetDefinition,
  type Download,
  defineDataset,
  type RawExamples,
} from './datasets/dataset.ts';
export type { LabelledImages } from './datasets/dataset-folder.ts';
export { gzippedFile, readIdxSplit } from './datasets/idx-pair.ts';
export { defineMetric, type MetricDefinition, type MetricInput } from './metrics/definition.ts';
export {
  type Architecture,
  act,
  conv,
  defineNetwork,
  dense,
  dropout,
  pool,
} from './networks/architectures.ts';
export type { LayerRow } from './networks/layers.ts';
