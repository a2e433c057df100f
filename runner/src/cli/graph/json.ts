import type { Action, Graph } from '../../pipeline/model.ts';

/** The graph as one JSON document: the stages, and with `withActions` also each action and its inputs. */
export function toGraphJson(graph: Graph, withActions: boolean): object {
  const { name, profile, stages } = graph;
  const document = { name, profile, stages };
  return withActions ? { ...document, actions: [...graph.actions.values()].map(describeAction) } : document;
}

function describeAction({ id, stage, axes, inputs, outputs }: Action): object {
  return { id, stage, axes, inputs, outputs };
}
