export { type Explanation, explainAction } from './explain-action.ts';
export { planPipeline } from './plan-pipeline.ts';
export { readActionLog } from './read-action-log.ts';
export { type RunSummary, runPipeline } from './run-pipeline.ts';
