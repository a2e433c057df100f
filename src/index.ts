/**
 * `robust-pipeline/study`: what a reader's own attack, network, dataset or metric is written with (docs/how-to/add-an-attack.md and its
 * sisters). The engine's tensors are `tf`: one instance, that of the study's own code.
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
  SearchMethod,
  SearchProblem,
  SearchState,
  SettingRule,
  StartNoise,
  SteppingAttack,
  SteppingMethod,
} from './attacks/attack.ts';
export { defineAttack } from './attacks/attack.ts';
export { crossEntropy } from './attacks/losses.ts';
export { clipToPixelRange, l2Norms, projectL2, projectLinf } from './attacks/methods/projections.ts';
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
