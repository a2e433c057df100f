import { join } from 'node:path';
import { readTextIfAny } from '../../runner/src/base/read-text-if-any.ts';
import { writeAtomically } from '../../runner/src/base/write-atomically.ts';
import { findEnginesFolder } from './engine-folder.ts';
import { EngineError, type EngineErrorCode } from './errors.ts';
import { findInstalledEngine } from './install-engine.ts';

/** After a failed installation, how long stages do not try again. `pipeline engine install` always tries. */
const forgetAfterMs = 60 * 60 * 1000;

/** Failures that take long to happen. Others, such as a missing compiler, are found at once. */
const slowFailures: readonly EngineErrorCode[] = [
  'ENGINE_DOWNLOAD_FAILED',
  'ENGINE_COMPILE_FAILED',
  'ENGINE_PROBE_FAILED',
];

interface Failure {
  readonly code: EngineErrorCode;
  readonly message: string;
  readonly hint: string;
  readonly atMs: number;
}

/**
 * Why an installation of TensorFlow failed within the last hour.
 * @returns undefined when none failed, or when TensorFlow is installed by now
 * @throws EngineError ENGINE_PACKAGE_MISSING
 */
export async function findRecentFailure(nowMs = Date.now()): Promise<EngineError | undefined> {
  const failure = readFailure();
  // A date in the future comes from a clock that was set back since.
  if (failure === undefined || nowMs - failure.atMs > forgetAfterMs || failure.atMs > nowMs) return undefined;
  if ((await findInstalledEngine('cpu')) !== undefined) return undefined;
  const minutes = Math.ceil((failure.atMs + forgetAfterMs - nowMs) / 60_000);
  return new EngineError(failure.code, failure.message, {
    hint: `${failure.hint} It is tried again in ${minutes} min, or now by \`pipeline engine install\`.`.trim(),
  });
}

/** Writes down a failure that took long, for later processes. If that is impossible, it logs so. */
export async function rememberFailure(
  error: EngineError,
  log?: (message: string) => void,
  nowMs = Date.now(),
): Promise<void> {
  if (!slowFailures.includes(error.code)) return;
  const failure: Failure = { code: error.code, message: error.message, hint: error.hint ?? '', atMs: nowMs };
  try {
    writeAtomically(findFailureFile(), `${JSON.stringify(failure, null, 2)}\n`);
  } catch (fault) {
    log?.(`The next process will try to install TensorFlow again: ${(fault as Error).message}`);
  }
}

function readFailure(): Failure | undefined {
  try {
    const failure = JSON.parse(readTextIfAny(findFailureFile()) ?? 'null') as Partial<Failure> | null;
    return typeof failure?.atMs === 'number' && typeof failure.message === 'string'
      ? (failure as Failure)
      : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function findFailureFile(): string {
  return join(findEnginesFolder(), 'tensorflow-failure.json');
}
