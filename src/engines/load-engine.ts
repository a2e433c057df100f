import type { Engine, LoadEngineOptions } from './engine.ts';
import { readEngineChoice } from './engine-choice.ts';
import { EngineError } from './errors.ts';
import { loadTensorflow } from './load-tensorflow.ts';
import { findRecentFailure, rememberFailure } from './recent-failure.ts';
import { loadWasm } from './wasm/load-wasm.ts';

/** One engine a process: TensorFlow reads its settings once, and two bundles in a process share tfjs-core. */
const loadedKey = Symbol.for('robust-pipeline.engine');
const globals = globalThis as unknown as Record<symbol, Promise<Engine> | undefined>;

/**
 * Loads an engine into this process as the backend of tfjs-core: the one that PIPELINE_ENGINE names, else TensorFlow,
 * installing it first where it is missing, else wasm where TensorFlow cannot be had. A further call gives the same engine.
 * @throws EngineError ENGINE_SETTINGS_FIXED when called again for another number of threads, ENGINE_UNKNOWN for another
 * name in PIPELINE_ENGINE, and for a named engine what loadTensorflow or loadWasm throws
 */
export async function loadEngine(options: LoadEngineOptions): Promise<Engine> {
  const before = globals[loadedKey];
  if (before === undefined) {
    const loading = loadChosen(options);
    globals[loadedKey] = loading;
    // A failed attempt must not stick: what was missing may be there the next time.
    loading.catch(() => {
      delete globals[loadedKey];
    });
    return loading;
  }
  const engine = await before;
  // Whatever is asked for, wasm has one thread.
  if (engine.name === 'tensorflow' && engine.threads !== options.threads) {
    throw new EngineError(
      'ENGINE_SETTINGS_FIXED',
      `TensorFlow runs with ${engine.threads} thread(s) in this process and cannot change to ${options.threads}.`,
      { hint: 'Give both the same `threads`, or run them in separate processes.' },
    );
  }
  return engine;
}

async function loadChosen(options: LoadEngineOptions): Promise<Engine> {
  const choice = readEngineChoice();
  if (choice === 'tensorflow') return loadTensorflow(options);
  if (choice === 'wasm') return loadWasm();
  try {
    return await loadTensorflowOnceFailed(options);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const engine = await loadWasmInstead(error);
    options.log?.(
      `The engine is wasm ${engine.version}, which is slower, because TensorFlow cannot be had: ` +
        `${error.message} ${error.hint ?? ''}`.trimEnd(),
    );
    return engine;
  }
}

/** As loadTensorflow; where an installation has failed lately, each of hundreds of actions would wait for the same again. */
async function loadTensorflowOnceFailed(options: LoadEngineOptions): Promise<Engine> {
  const failure = await findRecentFailure();
  if (failure !== undefined) throw failure;
  try {
    return await loadTensorflow(options);
  } catch (error) {
    if (error instanceof EngineError) await rememberFailure(error, options.log);
    throw error;
  }
}

async function loadWasmInstead(tensorflowError: EngineError): Promise<Engine> {
  try {
    return await loadWasm();
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw new EngineError(tensorflowError.code, `No engine works here. ${tensorflowError.message}`, {
      hint: `${tensorflowError.hint ?? ''} Or for the engine wasm: ${error.message} ${error.hint ?? ''}`.trim(),
      cause: error,
    });
  }
}
