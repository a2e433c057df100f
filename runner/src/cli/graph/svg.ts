import { graphlib, layout } from '@dagrejs/dagre';
import type { GraphView } from './view.ts';

/** Monospaced fonts, so that the width of a text is known wherever it is drawn. The widest of them has 0.61 em a letter. */
const FONT = `ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace`;
const NODE_FONT_PX = 14;
const LABEL_FONT_PX = 11;
const CHARACTER_EM = 0.62;
const PADDING_PX = 12;
const MARGIN_PX = 16;

const STYLE = `
  svg { background: #fff; color-scheme: light dark }
  text { font-family: ${FONT}; text-anchor: middle; dominant-baseline: central; fill: #1c2330 }
  .node text { font-size: ${NODE_FONT_PX}px }
  .node rect { fill: #eef3fb; stroke: #5b7db1 }
  .edge path { fill: none; stroke: #7a8699; stroke-width: 1.3 }
  .edge text { font-size: ${LABEL_FONT_PX}px; fill: #556070; stroke: #fff; stroke-width: 4px; paint-order: stroke }
  marker path { fill: #7a8699 }
  @media (prefers-color-scheme: dark) {
    svg { background: #14181f }
    text { fill: #e6eaf1 }
    .node rect { fill: #232c3b; stroke: #7f9fd0 }
    .edge path { stroke: #8a94a6 }
    .edge text { fill: #aeb7c6; stroke: #14181f }
    marker path { fill: #8a94a6 }
  }`;

/** The graph as one self-contained SVG, from left to right, readable in light and dark. */
export function toSvg(view: GraphView, name: string): string {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 18, ranksep: 36, marginx: MARGIN_PX, marginy: MARGIN_PX });
  for (const { id, label } of view.nodes) {
    const width = measure(label, NODE_FONT_PX) + 2 * PADDING_PX;
    graph.setNode(id, { width, height: NODE_FONT_PX + 2 * PADDING_PX });
  }
  for (const [index, { from, to, label }] of view.edges.entries()) {
    const size = { width: measure(label, LABEL_FONT_PX) + 8, height: LABEL_FONT_PX + 6, labelpos: 'c' };
    graph.setEdge(from, to, size, String(index));
  }
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  const edges = view.edges.map(({ from, to, label }, index) =>
    drawEdge(graph.edge(from, to, String(index)) as PlacedEdge, label),
  );
  const nodes = view.nodes.map(({ id, label }) => drawNode(graph.node(id) as PlacedNode, label));
  const size = `width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img">`,
    `<title>${escapeText(name)}</title>`,
    `<style>${STYLE}\n</style>`,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>',
    ...edges,
    ...nodes,
    '</svg>',
  ].join('\n');
}

interface PlacedNode {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface PlacedEdge {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly x: number;
  readonly y: number;
}

function drawNode({ x, y, width, height }: PlacedNode, label: string): string {
  const corner = `x="${round(x - width / 2)}" y="${round(y - height / 2)}"`;
  const rect = `<rect ${corner} width="${round(width)}" height="${round(height)}" rx="6"/>`;
  return `<g class="node">${rect}<text x="${round(x)}" y="${round(y)}">${escapeText(label)}</text></g>`;
}

function drawEdge({ points, x, y }: PlacedEdge, label: string): string {
  const text = `<text x="${round(x)}" y="${round(y)}">${escapeText(label)}</text>`;
  return `<g class="edge"><path d="${smooth(points)}" marker-end="url(#arrow)"/>${text}</g>`;
}

/** A line through the middles of a path's segments, bent at its points. */
function smooth(points: PlacedEdge['points']): string {
  const [first, ...others] = points;
  const last = others.at(-1);
  if (first === undefined || last === undefined) return '';
  const bends = others.slice(0, -1).map((point, index) => {
    const next = others[index + 1] ?? point;
    const end = index === others.length - 2 ? next : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q${round(point.x)} ${round(point.y)} ${round(end.x)} ${round(end.y)}`;
  });
  return [
    `M${round(first.x)} ${round(first.y)}`,
    ...(bends.length === 0 ? [`L${round(last.x)} ${round(last.y)}`] : bends),
  ].join('');
}

/** Width of a text in pixels, with a small margin. */
function measure(text: string, fontPx: number): number {
  return [...text].length * fontPx * CHARACTER_EM;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
