import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs-core';
import { backendName, type TensorflowBinding } from './backend.ts';
import { importBackendClass } from './backend-package.ts';
import type { InstallProgress } from './build-engine.ts';
import { EngineError } from './errors.ts';
import { countGpus } from './find-gpus.ts';
import { installEngine } from './install-engine.ts';
import type { InstalledEngine } from './manifest.ts';

export interface LoadEngineOptions {
  /** CPU threads that an op may use; fixed for the life of the process. */
  readonly threads: number;
  /** GPUs that the caller may use; 0: the CPU. */
  readonly gpus: number;
  readonly log?: (message: string) => void;
  /** Called while the engine is being installed, if it has to be. */
  readonly onProgress?: (progress: InstallProgress) => void;
}

/** What computes the tensors of this process. */
export interface Engine {
  readonly name: 'tensorflow';
  /** Version of the TensorFlow library. */
  readonly version: string;
  readonly device: 'cpu' | 'gpu';
  readonly threads: number;
  /** Facts for the action record. */
  describe(): Record<string, string | number | boolean>;
}

/** One engine a process: TensorFlow reads its settings once, and two bundles in a process share tfjs-core. */
const loadedKey = Symbol.for('robust-pipeline.engine');
const globals = globalThis as unknown as Record<symbol, Promise<Engine> | undefined>;

/**
 * Loads TensorFlow into this process as the backend of tfjs-core, installing it first where it is missing.
 * A further call gives the same engine.
 * @throws EngineError ENGINE_SETTINGS_FIXED when called again for another number of threads, and what
 * installEngine throws
 */
export async function loadEngine(options: LoadEngineOptions): Promise<Engine> {
  const before = globals[loadedKey];
  if (before === undefined) {
    const loading = loadTensorflow(options);
    globals[loadedKey] = loading;
    // A failed attempt must not stick: what was missing may be there the next time.
    loading.catch(() => {
      delete globals[loadedKey];
    });
    return loading;
  }
  const engine = await before;
  if (engine.threads !== options.threads) {
    throw new EngineError(
      'ENGINE_SETTINGS_FIXED',
      `TensorFlow runs with ${engine.threads} thread(s) in this process and cannot change to ${options.threads}.`,
      { hint: 'Give both the same `threads`, or run them in separate processes.' },
    );
  }
  return engine;
}

async function loadTensorflow(options: LoadEngineOptions): Promise<Engine> {
  const installed = await installForDevice(options);
  setTensorflowEnvironment(options);
  const binding = loadBinding(installed);
  const Backend = await importBackendClass();
  tf.registerBackend(backendName, () => new Backend(binding, '@tensorflow/tfjs-node-gpu'), 3);
  await tf.setBackend(backendName);
  return createEngine(binding, options.threads);
}

/** The engine for a GPU where there is one and its engine can be had, else that for the CPU. */
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

/** TensorFlow reads these when its library is loaded; bits depend on all but the last. */
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

function createEngine(binding: TensorflowBinding, threads: number): Engine {
  const version = binding.TF_Version;
  const device = binding.isUsingGpuDevice() ? 'gpu' : 'cpu';
  return {
    name: 'tensorflow',
    version,
    device,
    threads,
    describe: () => ({
      engine: 'tensorflow',
      engineVersion: version,
      device,
      threads,
      tfjs: tf.version_core,
      node: process.versions.node,
      platform: `${process.platform}-${process.arch}`,
    }),
  };
}
