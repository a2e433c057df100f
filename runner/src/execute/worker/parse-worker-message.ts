import type { FromWorker, ProgressReport } from './worker-protocol.ts';

type Message = Readonly<Record<string, unknown>>;

/**
 * Reads a message of a worker. The stage's own code and its packages can use the channel too, so anything may come. What is no
 * message of ours is ignored (undefined). A message of ours that is malformed is a fault; `why` says which.
 */
export function parseWorkerMessage(
  value: unknown,
): FromWorker | { readonly type: 'malformed'; readonly why: string } | undefined {
  if (!isObject(value) || typeof value.type !== 'string') return undefined;
  const check = CHECKS[value.type as FromWorker['type']];
  if (check === undefined || !Object.hasOwn(CHECKS, value.type)) return undefined;
  if (value.type === 'progress')
    return check(value) ? restoreNumbers(value as unknown as ProgressReport) : undefined;
  return check(value)
    ? (value as unknown as FromWorker)
    : { type: 'malformed', why: `sent a message '${value.type}' that is not as it should be` };
}

/** JSON writes NaN and infinity, which a loss may well be, as null. */
function restoreNumbers(message: ProgressReport): ProgressReport {
  const metrics = Object.entries(message.metrics).map(([name, value]) => [name, value ?? Number.NaN]);
  return { ...message, metrics: Object.fromEntries(metrics) };
}

const CHECKS: Readonly<Record<FromWorker['type'], (message: Message) => boolean>> = {
  progress: ({ done, total, unit, metrics }) =>
    [done, total].every((value) => typeof value === 'number') &&
    typeof unit === 'string' &&
    isMapOf(metrics, ['number', 'object']),
  provenance: ({ facts }) => isMapOf(facts, ['string', 'number', 'boolean']),
  finished: ({ peakMemoryMiB }) => typeof peakMemoryMiB === 'number',
  interrupted: () => true,
  failed: ({ error }) =>
    isObject(error) &&
    [error.code, error.message].every((text) => typeof text === 'string') &&
    [error.hint, error.stack].every((text) => text === undefined || typeof text === 'string'),
};

function isMapOf(value: unknown, types: readonly string[]): boolean {
  return (
    isObject(value) && Object.values(value).every((item) => types.includes(typeof item) && !isObject(item))
  );
}

function isObject(value: unknown): value is Message {
  return typeof value === 'object' && value !== null;
}
