import * as tf from '@tensorflow/tfjs-core';
import { registerCompletionHandler } from 'ava';
import type { EngineName } from '../../../src/engines/backend.ts';

/**
 * Runs a file of tests on an engine, whichever one would be found here. The tests compare with the same numbers from
 * outside, with the same tolerances, on every engine. A process has one engine, so each file runs one suite.
 * @param loadTests imports the file, which registers its tests
 */
export async function runSuiteOn(engine: EngineName, loadTests: () => Promise<unknown>): Promise<void> {
  process.env.PIPELINE_ENGINE = engine;
  registerCompletionHandler(() => {
    if (tf.getBackend() !== engine) throw new Error(`They ran on ${tf.getBackend()}, not on ${engine}.`);
  });
  await loadTests();
}
