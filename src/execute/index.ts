export { type CacheGarbage, collectCacheGarbage } from './collect-cache-garbage.ts';
export { type Explanation, explainAction } from './explain-action.ts';
export { findOrphans } from './find-orphans.ts';
export { type CacheVerification, measureCache, verifyCache } from './inspect-cache.ts';
export { planPipeline } from './plan-pipeline.ts';
export { readActionLog } from './read-action-log.ts';
export { runPipeline } from './run-pipeline.ts';
