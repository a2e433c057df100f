export { checkLock, type LockCheck } from './check-lock.ts';
export { type Explanation, explainAction } from './explain-action.ts';
export { type CacheVerification, measureCache, verifyCache } from './inspect-cache.ts';
export { lockResults } from './lock-results.ts';
export { planPipeline } from './plan-pipeline.ts';
export { readActionLog } from './read-action-log.ts';
export { runPipeline } from './run-pipeline.ts';
export { verifyFrozen } from './verify-frozen.ts';
