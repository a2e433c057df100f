import type { Engine, LoadEngineOptions } from './engine.ts';
import { readEngineChoice } from './engine-choice.ts';
import { EngineError } from './errors.ts';
import { loadTensorflow } from './load-tensorflow.ts';
import { findRecentFailure, rememberFailure } from './recent-failure.ts';
import { loadWasm } from './wasm/load-wasm.ts';

/**
 * A process has one engine, because TensorFlow reads its settings only once. Two bundles in a process share it, and
 * tfjs-core.
 */
const loadedKey = Symbol.for('robust-pipeline.engine');
const globals = globalThis as unknown as Record<symbol, Promise<Engine> | undefined>;

/**
 * Loads an engine into this process, as the backend of tfjs-core: the one that PIPELINE_ENGINE names; without a name
 * TensorFlow, which is installed first where it is missing; or wasm where TensorFlow cannot be installed. Later calls
 * return the same engine.
 * @throws EngineError ENGINE_SETTINGS_FIXED when it is called again with another number of threads, ENGINE_UNKNOWN when
 *   PIPELINE_ENGINE names none of ours; for an engine that is named, what loadTensorflow or loadWasm throws
 */
export async function loadEngine(options: LoadEngineOptions): Promise<Engine> {
  const before = globals[loadedKey];
  if (before === undefined) {
    const loading = loadChosen(options);
    globals[loadedKey] = loading;
    // The next call tries again: what was missing may be there then.
    loading.catch(() => {
      delete globals[loadedKey];
    });
    return loading;
  }
  const engine = await before;
  // wasm has one thread, whatever the caller asks for.
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
    return await loadTensorflowUnlessFailed(options);
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

/**
 * As loadTensorflow, but fails at once if an installation has failed lately. Else each of hundreds of actions would try
 * again.
 */
async function loadTensorflowUnlessFailed(options: LoadEngineOptions): Promise<Engine> {
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
