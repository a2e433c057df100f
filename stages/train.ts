import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineStage } from '../runner/src/stage-api/index.ts';
import { requireOutputs } from '../runner/src/stage-api/require-outputs.ts';
import { readDatasetDescription } from '../src/datasets/dataset-folder.ts';
import { readImageSet } from '../src/datasets/image-set.ts';
import { loadEngine } from '../src/engines/index.ts';
import { reportInstall } from '../src/engines/report-install.ts';
import type { Metrics } from '../src/generated/artifacts/metrics.ts';
import type { Provenance } from '../src/generated/artifacts/provenance.ts';
import type { TrainParams } from '../src/generated/stages/train.ts';
import { loadModel } from '../src/networks/load-model.ts';
import { MODEL_FILE, writeModelFile } from '../src/networks/model-file.ts';
import { resolveNetwork, setDropout } from '../src/networks/network.ts';
import { countParameters } from '../src/networks/parameters.ts';
import { writeOutcomes } from '../src/results/outcomes.ts';
import { readCheckpoint, writeCheckpoint } from '../src/training/checkpoint.ts';
import { formatHistory } from '../src/training/history.ts';
import { measureTest } from '../src/training/test-metrics.ts';
import { trainNetwork } from '../src/training/train-network.ts';

/** Defaults of the schema are filled in when the pipeline is loaded. */
type WithoutDefault = 'module' | 'dropout';
export type Params = Required<Omit<TrainParams, WithoutDefault>> & Pick<TrainParams, WithoutDefault>;

/** Trains one network and judges it on the clean test images. */
export default defineStage<Params>(async (context) => {
  requireOutputs(context.outputs, 'model', 'history');
  const {
    params,
    axes,
    inputs,
    outputs,
    seed,
    threads,
    gpus,
    checkpoint,
    progress,
    log,
    signal,
    provenance,
  } = context;
  const engine = await loadEngine({ threads, gpus, log: log.info, onProgress: reportInstall(progress) });
  provenance.record(engine.describe());
  const data = inputs.data!;
  const description = await readDatasetDescription(data);
  const definition = params.module === undefined ? undefined : await context.loadModule(params.module);
  const table = resolveNetwork(params.model, description.channels, definition);
  const network = params.dropout === undefined ? table : setDropout(table, params.dropout);
  const saved = await checkpoint.load();

  let accuracy: number | undefined;
  const trained = await trainNetwork(
    network,
    await readImageSet(data, 'train'),
    await readImageSet(data, 'validation'),
    { ...params, posteriorStart: { mean: params.initialMean, rho: params.initialRho }, seed },
    {
      resume: saved === undefined ? undefined : await readCheckpoint(saved),
      save: (state) => checkpoint.save((folder) => writeCheckpoint(folder, state)),
      signal,
      onBatch: ({ epochsDone, loss }) =>
        progress({
          done: epochsDone,
          total: params.epochs,
          unit: 'epochs',
          metrics: { loss, ...(accuracy === undefined ? {} : { accuracy }) },
        }),
      onEpoch: (record) => {
        accuracy = record.validationAccuracy;
        log.info(
          `epoch ${record.epoch}: training loss ${record.trainLoss.toFixed(4)}, validation loss ` +
            `${record.validationLoss.toFixed(4)}, accuracy ${record.validationAccuracy.toFixed(4)}`,
        );
      },
    },
  );

  const modelPath = join(outputs.model!, MODEL_FILE);
  await writeModelFile(modelPath, { network, parameters: trained.parameters });
  const model = await loadModel(modelPath);
  const tested = measureTest(model, await readImageSet(data, 'test'), seed, params.evaluationSamples);
  model.dispose();
  log.info(
    `test accuracy ${tested.metrics.testAccuracy.value.toFixed(4)} with the weights of epoch ${trained.bestEpoch}`,
  );

  const metrics: Metrics = {
    dataset: String(axes.dataset ?? description.name),
    model: String(axes.model ?? network.name),
    ...(axes.seed === undefined ? {} : { repeat: String(axes.seed) }),
    network: network.name,
    bayesian: network.bayesian,
    parameters: countParameters(network),
    bestEpoch: trained.bestEpoch,
    epochs: params.epochs,
    beta: network.bayesian ? params.beta : null,
    learningRate: params.learningRate,
    batchSize: params.batchSize,
    schedule: params.schedule,
    weightDecay: network.bayesian ? 0 : params.weightDecay,
    dropout: network.layers.flatMap((layer) => (layer.kind === 'dropout' ? [layer.rate] : [])),
    bestBy: params.bestBy,
    start: network.bayesian ? { mean: params.initialMean, rho: params.initialRho } : null,
    kl: trained.history[trained.bestEpoch - 1]!.kl,
    ...tested.metrics,
    images: description.counts,
  };
  await writeFile(join(outputs.history!, 'history.csv'), formatHistory(trained.history, trained.bestEpoch));
  await writeJson(join(outputs.history!, 'metrics.json'), metrics);
  await writeOutcomes(outputs.history!, [tested.outcomes]);

  if (outputs.provenance !== undefined) {
    const facts: Provenance = {
      engine: engine.name,
      engineVersion: engine.version,
      device: engine.device,
      threads: engine.threads,
      seed,
    };
    await writeJson(join(outputs.provenance, 'provenance.json'), facts);
  }
});

async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(path, `${JSON.stringify(value, null, 2)}\n`);
}
