import type { GraphView } from './view.ts';

/** Mermaid flowchart text. Nodes get short ids, since names may have characters that are syntax in Mermaid. */
export function toMermaid(view: GraphView): string {
  const ids = new Map(view.nodes.map((node, index) => [node.id, `n${index}`]));
  const nodes = view.nodes.map((node) => `  ${ids.get(node.id)}["${quote(node.label)}"]`);
  const edges = view.edges.map(
    ({ from, to, label }) => `  ${ids.get(from)} -- "${quote(label)}" --> ${ids.get(to)}`,
  );
  return ['flowchart LR', ...nodes, ...edges].join('\n');
}

function quote(text: string): string {
  return text.replaceAll('#', '#35;').replaceAll('"', '#quot;');
}
