import { type BatchItem, defineStage, type StageContext } from '../runner/src/stage-api/index.ts';
import { requireOutputs } from '../runner/src/stage-api/require-outputs.ts';
import type { AttackSettings } from '../src/attacks/attack.ts';
import { computeGrid } from '../src/attacks/grid/compute-grid.ts';
import { describeCell, measureAccuracy } from '../src/attacks/grid/describe-cell.ts';
import { type GridRequest, groupByGrid } from '../src/attacks/grid/grid-request.ts';
import { resolveThreat } from '../src/attacks/grid/threat-model.ts';
import { writeCell } from '../src/attacks/grid/write-cell.ts';
import { createAttack } from '../src/attacks/methods/registry.ts';
import { stepLengths } from '../src/attacks/methods/setting-rules.ts';
import { parseFraction } from '../src/attacks/parse-fraction.ts';
import { readDatasetDescription } from '../src/datasets/dataset-folder.ts';
import { readImageSet } from '../src/datasets/image-set.ts';
import { loadEngine } from '../src/engines/index.ts';
import { reportInstall } from '../src/engines/report-install.ts';
import type { AttackGridParams } from '../src/generated/stages/attack-grid.ts';
import { loadModel } from '../src/networks/load-model.ts';
import type { Model } from '../src/networks/model.ts';

/** Defaults of the schema are filled in when the pipeline is loaded. */
type Params = Required<Omit<AttackGridParams, 'module'>> & Pick<AttackGridParams, 'module'>;
type Inputs = { readonly model: string; readonly data: string; readonly surrogate?: string };
type Context = StageContext<Params, Inputs>;

/** Attacks a model with one attack, at every ε of its batch together. Each ε's cell is what it would be alone. */
export default defineStage<Params, Inputs>(async (context) => {
  requireOutputs(context.outputs, 'result');
  const { axes, inputs, seed, threads, gpus, progress, log, signal, provenance } = context;
  const engine = await loadEngine({ threads, gpus, log: log.info, onProgress: reportInstall(progress) });
  provenance.record(engine.describe());
  const dataset = await readDatasetDescription(inputs.data);
  const images = await readImageSet(inputs.data, 'test');
  const model = await loadModel(inputs.model);
  const surrogate = await loadSurrogate(context, model);
  const subject = {
    dataset: String(axes.dataset ?? dataset.name),
    model: String(axes.model ?? model.network),
    ...(axes.seed === undefined ? {} : { seed: String(axes.seed) }),
  };

  for (const items of groupByGrid(context.batch.map(resolveFractions))) {
    const params = items[0]!.params;
    const count = params.images === 0 ? images.count : Math.min(params.images, images.count);
    const { module } = params;
    const defined = module === undefined ? undefined : await context.loadModule(module);
    const request: GridRequest = {
      attack: createAttack(params.attack, params.settings as AttackSettings, defined),
      epsilons: items.map((item) => item.params.epsilon),
      model,
      ...resolveThreat({ ...params, model, surrogate }),
      images,
      classes: dataset.classes,
      count,
      attackSeed: seed,
      evaluationSeed: params.evaluationSeed,
      batchSize: params.batchSize,
      keepExamples: params.keepExamples,
      signal,
      warn: log.warn,
      onProgress: ({ attacked, judged, cells }) => {
        const labels = images.labels.subarray(0, judged);
        const metrics =
          judged > 0
            ? { metrics: { accuracy: measureAccuracy(cells.at(-1)!, labels, dataset.classes) } }
            : {};
        progress({ done: Math.floor(attacked), total: count, unit: 'images', ...metrics });
      },
    };
    const grid = await computeGrid(request);
    for (const [index, item] of items.entries()) {
      const cell = grid.cells[index]!;
      const result = describeCell(cell, grid, request, {
        ...subject,
        attack: String(item.axes.attack ?? axes.attack ?? params.attack),
        threat: params.threat,
      });
      await writeCell(item.outputs.result!, result, cell, images);
    }
  }
  for (const network of new Set([model, surrogate])) network?.dispose();
});

/** An item whose ε and step lengths are numbers, also where pipeline.json has fractions. */
function resolveFractions(item: BatchItem<Params>): BatchItem<Params & { readonly epsilon: number }> {
  const { epsilon, settings } = item.params;
  const lengths = stepLengths.filter((name) => settings[name] !== undefined);
  const numbers = Object.fromEntries(lengths.map((name) => [name, parseFraction(settings[name]!)]));
  return {
    ...item,
    params: { ...item.params, epsilon: parseFraction(epsilon), settings: { ...settings, ...numbers } },
  };
}

/** The model itself where the surrogate has the same weights; undefined where there is no surrogate. */
async function loadSurrogate({ inputs, provenance }: Context, model: Model): Promise<Model | undefined> {
  if (inputs.surrogate === undefined) return undefined;
  const digestOf = (name: 'model' | 'surrogate') => provenance.inputs[name]?.[0]?.digest;
  const digest = digestOf('surrogate');
  return digest !== undefined && digest === digestOf('model') ? model : await loadModel(inputs.surrogate);
}
