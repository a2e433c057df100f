import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs-core';
import { createEngine } from '../create-engine.ts';
import type { Engine } from '../engine.ts';
import { EngineError } from '../errors.ts';
import { findRegistrations, findWasmPackage } from './wasm-package.ts';

/**
 * Makes WebAssembly the backend of tfjs-core in this process. It always computes with one thread, because the package's
 * threads do not start in Node. So its bits do not depend on the threads that a stage asks for.
 * @throws EngineError ENGINE_PACKAGE_MISSING, ENGINE_PROBE_FAILED
 */
export async function loadWasm(): Promise<Engine> {
  const { version } = findWasmPackage();
  const registrations = findRegistrations();
  // The import registers the backend and its kernels.
  await import('@tensorflow/tfjs-backend-wasm');
  createRequire(registrations)(registrations);
  if (!(await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')) || !(await tf.setBackend('wasm'))) {
    throw new EngineError('ENGINE_PROBE_FAILED', 'WebAssembly with vectors (SIMD) does not start here.', {
      hint: 'Node runs it on every processor with SSE 4.1 or NEON, unless it was started with --jitless.',
    });
  }
  return createEngine({ name: 'wasm', version, device: 'cpu', threads: 1 });
}
