import type { EngineName } from './backend.ts';
import { readEngineChoice } from './engine-choice.ts';
import type { EngineStatus } from './list-engines.ts';
import { findRecentFailure } from './recent-failure.ts';

/** The engine that loadEngine would take now, and why. */
export interface ChosenEngine {
  /** Undefined where none works. */
  readonly engine?: EngineName;
  readonly reason: string;
}

/** Predicts what loadEngine would do. @param engines what listEngines found. @throws EngineError ENGINE_UNKNOWN */
export async function foretellChoice(engines: readonly EngineStatus[]): Promise<ChosenEngine> {
  const choice = readEngineChoice();
  if (choice !== 'auto') return { engine: choice, reason: 'PIPELINE_ENGINE says so' };
  const [tensorflow, wasm] = (['tensorflow', 'wasm'] as const).map((name) =>
    engines.find((engine) => engine.name === name),
  );
  if (tensorflow?.works === true) return { engine: 'tensorflow', reason: 'it works here and is the fastest' };
  if (tensorflow?.installable === true) {
    const failure = await findRecentFailure();
    if (failure === undefined) {
      return {
        engine: 'tensorflow',
        reason: 'the first stage that needs it installs it; should that fail, wasm takes its place',
      };
    }
    if (wasm?.works === true) return { engine: 'wasm', reason: `tensorflow: ${failure.message}` };
  }
  if (wasm?.works === true)
    return { engine: 'wasm', reason: `tensorflow: ${tensorflow?.reason ?? 'unknown'}` };
  return { reason: 'see above what each of them needs' };
}
