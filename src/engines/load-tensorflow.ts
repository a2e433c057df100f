import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs-core';
import type { TensorflowBinding } from './backend.ts';
import { importBackendClass } from './backend-package.ts';
import { createEngine } from './create-engine.ts';
import type { Engine, LoadEngineOptions } from './engine.ts';
import { EngineError } from './errors.ts';
import { countGpus } from './find-gpus.ts';
import { installEngine } from './install-engine.ts';
import type { InstalledEngine } from './manifest.ts';

/**
 * Makes TensorFlow the backend of tfjs-core in this process. Installs it first where it is missing.
 * @throws EngineError what installEngine throws, and ENGINE_PROBE_FAILED when the library does not load
 */
export async function loadTensorflow(options: LoadEngineOptions): Promise<Engine> {
  const installed = await installForDevice(options);
  setTensorflowEnvironment(options);
  const binding = loadBinding(installed);
  const Backend = await importBackendClass();
  tf.registerBackend('tensorflow', () => new Backend(binding, '@tensorflow/tfjs-node-gpu'), 3);
  await tf.setBackend('tensorflow');
  return createEngine({
    name: 'tensorflow',
    version: binding.TF_Version,
    device: binding.isUsingGpuDevice() ? 'gpu' : 'cpu',
    threads: options.threads,
  });
}

/** The engine for GPUs, if there is a GPU and that engine can be installed; else the engine for the CPU. */
async function installForDevice({
  gpus,
  threads: _,
  ...options
}: LoadEngineOptions): Promise<InstalledEngine> {
  if (gpus > 0 && (await countGpus()) > 0) {
    try {
      return await installEngine({ ...options, gpu: true });
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      options.log?.(`The GPU is not used: ${error.message}`);
    }
  }
  return installEngine(options);
}

/**
 * TensorFlow reads these variables when its library is loaded. Results depend on all of them except for the log level.
 */
function setTensorflowEnvironment({ threads, gpus }: LoadEngineOptions): void {
  Object.assign(process.env, {
    TF_NUM_INTRAOP_THREADS: String(threads),
    TF_NUM_INTEROP_THREADS: '1',
    TF_ENABLE_ONEDNN_OPTS: '1',
    TF_DETERMINISTIC_OPS: '1',
    TF_CPP_MIN_LOG_LEVEL: process.env.TF_CPP_MIN_LOG_LEVEL ?? '2',
  });
  if (gpus === 0) process.env.CUDA_VISIBLE_DEVICES = '-1';
}

function loadBinding(installed: InstalledEngine): TensorflowBinding {
  try {
    return createRequire(installed.bindingPath)(installed.bindingPath) as TensorflowBinding;
  } catch (error) {
    throw new EngineError(
      'ENGINE_PROBE_FAILED',
      `TensorFlow in ${installed.folder} does not load: ${(error as Error).message}`,
      { hint: 'Delete that folder and run `pipeline engine install`.', cause: error },
    );
  }
}
