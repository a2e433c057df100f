export { describeCounts, describeGroup, describeSide } from './describe-diff.ts';
export { diffPipeline } from './diff-pipeline.ts';
export { renderDiffPage } from './html/render-page.ts';
export { listFiles, summarizeFiles } from './summarize-files.ts';
export { toJsonReport } from './to-json.ts';
