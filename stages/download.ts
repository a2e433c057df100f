import { defineStage, type StageContext } from '../runner/src/stage-api/index.ts';
import { requireOutputs } from '../runner/src/stage-api/require-outputs.ts';
import { fetchDataset } from '../src/datasets/fetch-dataset.ts';
import type { DownloadParams } from '../src/generated/stages/download.ts';

/**
 * Fetches a dataset's files, checked by their digests. PIPELINE_DATA_MIRROR, a folder or base URL, is tried first
 * (the stage names it in `env`).
 */
export default defineStage<DownloadParams>(async (context) => {
  requireOutputs(context.outputs, 'raw');
  const { params, outputs, baseDir, progress, log, signal } = context;
  const { module } = params;
  await fetchDataset(params.dataset, {
    images: params.images,
    labels: params.labels,
    baseDir,
    ...(module === undefined ? {} : { definition: await context.loadModule(module) }),
    targetFolder: outputs.raw!,
    partialFolder: await openPartialFolder(context),
    mirror: process.env.PIPELINE_DATA_MIRROR,
    onProgress: ({ doneBytes, totalBytes }) =>
      progress({ done: doneBytes, total: totalBytes ?? doneBytes, unit: 'bytes' }),
    warn: log.warn,
    signal,
  });
});

/** The checkpoint's own folder: what is written there survives a kill as it stands, and a torn file is continued. */
async function openPartialFolder({ checkpoint }: StageContext<DownloadParams>): Promise<string> {
  const existing = await checkpoint.load();
  if (existing !== undefined) return existing;
  await checkpoint.save(async () => {});
  return (await checkpoint.load())!;
}
