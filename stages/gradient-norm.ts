import { defineStage } from '../runner/src/stage-api/index.ts';
import { requireOutputs } from '../runner/src/stage-api/require-outputs.ts';
import { readDatasetDescription } from '../src/datasets/dataset-folder.ts';
import { readImageSet } from '../src/datasets/image-set.ts';
import { loadEngine } from '../src/engines/index.ts';
import { reportInstall } from '../src/engines/report-install.ts';
import type { GradientNormRow } from '../src/generated/artifacts/norms.ts';
import type { GradientNormParams } from '../src/generated/stages/gradient-norm.ts';
import { measureGradientNorms } from '../src/gradient-norm/measure-gradient-norms.ts';
import { normColumns } from '../src/gradient-norm/norm-tally.ts';
import { loadModel } from '../src/networks/load-model.ts';
import { repeatOf } from '../src/results/source-folder.ts';
import { writeTable } from '../src/results/write-table.ts';

/** Defaults of the schema are filled in when the pipeline is loaded. */
type Params = Required<GradientNormParams>;

/** Measures how large the loss gradient of one model is when it is averaged over posterior samples. */
export default defineStage<Params, { readonly model: string; readonly data: string }>(async (context) => {
  requireOutputs(context.outputs, 'norms');
  const { params, axes, inputs, outputs, seed, threads, gpus, progress, log, signal, provenance } = context;
  const engine = await loadEngine({ threads, gpus, log: log.info, onProgress: reportInstall(progress) });
  provenance.record(engine.describe());
  const dataset = await readDatasetDescription(inputs.data);
  const images = await readImageSet(inputs.data, 'test');
  const model = await loadModel(inputs.model);
  const count = params.images === 0 ? images.count : Math.min(params.images, images.count);
  const norms = await measureGradientNorms({
    model,
    images,
    count,
    samples: params.samples,
    seed,
    batchSize: params.batchSize,
    signal,
    onProgress: (share) => progress({ done: Math.floor(share * count), total: count, unit: 'images' }),
  });
  const rows: GradientNormRow[] = norms.map((measured) => ({
    dataset: String(axes.dataset ?? dataset.name),
    model: String(axes.model ?? model.network),
    network: model.network,
    bayesian: model.bayesian,
    seed: repeatOf({ axes }),
    ...measured,
  }));
  model.dispose();
  await writeTable(outputs.norms!, 'norms', normColumns, rows);
});
