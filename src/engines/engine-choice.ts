import { type EngineName, engineNames } from './backend.ts';
import { EngineError } from './errors.ts';

/**
 * The engine that PIPELINE_ENGINE names. `auto`, which is also the default, means the best one that works here.
 * @throws EngineError ENGINE_UNKNOWN
 */
export function readEngineChoice(env: NodeJS.ProcessEnv = process.env): EngineName | 'auto' {
  const value = env.PIPELINE_ENGINE || 'auto';
  const choice = (['auto', ...engineNames] as const).find((name) => name === value);
  if (choice !== undefined) return choice;
  throw new EngineError('ENGINE_UNKNOWN', `PIPELINE_ENGINE is ${JSON.stringify(value)}.`, {
    hint: `Expected one of auto, ${engineNames.join(', ')}.`,
  });
}
