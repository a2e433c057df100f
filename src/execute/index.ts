export { type Explanation, explainAction } from './explain-action.ts';
export { type CacheVerification, measureCache, verifyCache } from './inspect-cache.ts';
export type { LastRun } from './last-run.ts';
export { planPipeline } from './plan-pipeline.ts';
export { readActionLog } from './read-action-log.ts';
export { type ActionStatus, readStatus } from './read-status.ts';
export type { RootCause } from './root-causes.ts';
export { runPipeline } from './run-pipeline.ts';
export type { Cause, TracedChange } from './trace-changes.ts';
