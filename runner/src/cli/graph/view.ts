import type { ActionInput, Graph } from '../../pipeline/model.ts';

/** A graph reduced to what a drawing shows. */
export interface GraphView {
  readonly nodes: readonly { readonly id: string; readonly label: string }[];
  /** `label` names the outputs that flow. */
  readonly edges: readonly { readonly from: string; readonly to: string; readonly label: string }[];
}

/** One node a stage, with the number of its actions. */
export function viewStages(graph: Graph): GraphView {
  const nodes = graph.stages.map(({ name, actions }) => ({
    id: name,
    label: actions.length === 1 ? name : `${name} ×${actions.length}`,
  }));
  const outputs = new Map<string, Set<string>>();
  for (const action of graph.actions.values()) {
    for (const { action: source, output } of listSources(action.inputs)) {
      const from = graph.actions.get(source)?.stage ?? source;
      addOutput(outputs, JSON.stringify([from, action.stage]), output);
    }
  }
  return { nodes, edges: toEdges(outputs) };
}

/** One node an action. */
export function viewActions(graph: Graph): GraphView {
  const outputs = new Map<string, Set<string>>();
  for (const action of graph.actions.values()) {
    for (const { action: source, output } of listSources(action.inputs)) {
      addOutput(outputs, JSON.stringify([source, action.id]), output);
    }
  }
  return { nodes: [...graph.actions.keys()].map((id) => ({ id, label: id })), edges: toEdges(outputs) };
}

function listSources(inputs: readonly ActionInput[]): ActionInput['sources'][number][] {
  return inputs.flatMap((input) => input.sources);
}

function addOutput(outputs: Map<string, Set<string>>, edge: string, output: string): void {
  const names = outputs.get(edge) ?? new Set<string>();
  outputs.set(edge, names.add(output));
}

function toEdges(outputs: ReadonlyMap<string, ReadonlySet<string>>): GraphView['edges'] {
  return [...outputs].map(([edge, names]) => {
    const [from, to] = JSON.parse(edge) as [string, string];
    return { from, to, label: [...names].join(', ') };
  });
}
