import { DEFAULT_NAME, type PipelineDocument } from '../document/document.ts';
import type { Action, ActionId, Graph, StageSummary } from '../model.ts';
import type { StageSpec } from '../stages/stage-spec.ts';
import { ActionFactory } from './action-factory.ts';
import { type Expansion, expandAxes } from './expand-axes.ts';
import { ParamsChecker } from './params-checker.ts';

/** Of all stages together. A mistake in the axes must not fill the memory. */
const MAX_ACTIONS = 200_000;

/**
 * Expands sorted stages to actions. A stage with a mistake is expanded as far as possible, and so are the stages that
 * read it, so that their other mistakes are found in the same pass.
 */
export async function buildGraph(
  document: PipelineDocument,
  sorted: readonly StageSpec[],
  baseDir: string,
): Promise<Graph> {
  const { name, cache, remote, seed } = document.root;
  const expansions = new Map<string, Expansion>();
  const actions = new Map<ActionId, Action>();
  const summaries: StageSummary[] = [];
  let expanded = 0;
  for (const stage of sorted) {
    if (!stage.expandable) continue;
    const expansion = expandAxes(document, stage);
    expanded += expansion.points.length;
    if (expanded > MAX_ACTIONS) {
      document.report(stage.path, `The pipeline has more than ${MAX_ACTIONS} actions`, { part: 'key' });
      break;
    }
    if (expansion.points.length > 0) expansions.set(stage.name, expansion);
    const checker = await ParamsChecker.create(document, stage, baseDir);
    const pipelineSeed = typeof seed === 'number' ? seed : 0;
    const factory = new ActionFactory({
      document,
      stage,
      expansion,
      expansions,
      checker,
      baseDir,
      pipelineSeed,
    });
    for (const point of expansion.points) actions.set(point.id, factory.create(point));
    summaries.push(summarize(stage, expansion));
  }
  return {
    name: typeof name === 'string' ? name : DEFAULT_NAME,
    profile: document.profile,
    baseDir,
    ...(typeof cache === 'string' ? { cacheDir: cache } : {}),
    ...(typeof remote === 'string' ? { remote } : {}),
    stages: summaries,
    actions,
  };
}

function summarize(stage: StageSpec, { axes, points }: Expansion): StageSummary {
  return {
    name: stage.name,
    axes: Object.fromEntries(axes.map(({ name, values }) => [name, values.map((value) => value.name)])),
    actions: points.map(({ id }) => id),
    upstream: [...new Set(stage.inputs.map((input) => input.stage))],
  };
}
