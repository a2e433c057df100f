import type { GraphView } from './view.ts';

/** Graphviz text. */
export function toDot(view: GraphView, name: string): string {
  const nodes = view.nodes.map(
    ({ id, label }) => `  ${quote(id)}${id === label ? '' : ` [label=${quote(label)}]`};`,
  );
  const edges = view.edges.map(
    ({ from, to, label }) => `  ${quote(from)} -> ${quote(to)} [label=${quote(label)}];`,
  );
  return [`digraph ${quote(name)} {`, '  rankdir=LR;', '  node [shape=box];', ...nodes, ...edges, '}'].join(
    '\n',
  );
}

function quote(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
