import * as tf from '@tensorflow/tfjs-core';
import { describeProcessor } from './describe-processor.ts';
import type { Engine } from './engine.ts';

/** Adds to an engine's facts what the action record keeps of it. */
export function createEngine(facts: Omit<Engine, 'describe'>): Engine {
  const { name, version, device, threads } = facts;
  return {
    ...facts,
    describe: () => ({
      engine: name,
      engineVersion: version,
      device,
      threads,
      tfjs: tf.version_core,
      node: process.versions.node,
      platform: `${process.platform}-${process.arch}`,
      ...describeProcessor(),
    }),
  };
}
