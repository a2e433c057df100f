import type { PipelineDocument } from './document/document.ts';
import { ActionFactory } from './expand/action-factory.ts';
import { type Expansion, expandAxes } from './expand/expand-axes.ts';
import type { StageSpec } from './expand/stage-spec.ts';
import type { Action, ActionId, Graph, StageSummary } from './model.ts';
import { ParamsChecker } from './params/params-checker.ts';
import { checkProgram } from './programs/check-program.ts';

/** Of all stages together. */
const MAX_ACTIONS = 200_000;

/**
 * Expands sorted stages to actions. A stage with a mistake, or that reads one with a mistake, is looked at as far as
 * what is known of it allows, so that its other mistakes are found too.
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
    checkProgram(document, stage, baseDir);
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
    summaries.push(summarise(stage, expansion));
  }
  return {
    name: typeof name === 'string' ? name : 'pipeline',
    profile: document.profile,
    baseDir,
    ...(typeof cache === 'string' ? { cacheDir: cache } : {}),
    ...(typeof remote === 'string' ? { remote } : {}),
    stages: summaries,
    actions,
  };
}

function summarise(stage: StageSpec, { axes, points }: Expansion): StageSummary {
  return {
    name: stage.name,
    axes: Object.fromEntries(axes.map(({ name, values }) => [name, values.map((value) => value.name)])),
    actions: points.map(({ id }) => id),
    upstream: [...new Set(stage.inputs.map((input) => input.stage))],
  };
}
