import { inspect } from 'node:util';
import type { StageFailure } from './worker-protocol.ts';

/** An error with a code of the stage's own is its word to the user; anything else is a fault, with a stack for the log. */
export function describeFailure(error: unknown): StageFailure {
  if (!(error instanceof Error)) return { code: 'ACTION_FAILED', message: `It threw ${inspect(error)}.` };
  const { code, hint } = error as { code?: unknown; hint?: unknown };
  const isStagesOwn = typeof code === 'string' && !code.startsWith('ERR_') && !('errno' in error);
  return {
    code: typeof code === 'string' ? code : 'ACTION_FAILED',
    message: error.message,
    ...(typeof hint === 'string' ? { hint } : {}),
    ...(isStagesOwn ? {} : { stack: withCauses(error) }),
  };
}

function withCauses(error: Error): string {
  const own = error.stack ?? error.message;
  return error.cause instanceof Error ? `${own}\ncaused by: ${withCauses(error.cause)}` : own;
}
