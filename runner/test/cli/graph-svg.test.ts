import test from 'ava';
import { toSvg } from '../../src/cli/graph/svg.ts';
import type { GraphView } from '../../src/cli/graph/view.ts';
import { runInProcess } from './run-in-process.ts';
import { createStudy } from './start-command.ts';

const VIEW: GraphView = {
  nodes: [
    { id: 'download', label: 'download' },
    { id: 'train', label: 'train ×4' },
    { id: 'a<b>&c', label: 'a<b>&c' },
  ],
  edges: [
    { from: 'download', to: 'train', label: 'raw' },
    { from: 'train', to: 'a<b>&c', label: 'model, history' },
  ],
};

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function boxes(svg: string): Box[] {
  const pattern = /<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g;
  return [...svg.matchAll(pattern)].map(([, ...numbers]) => {
    const [x, y, width, height] = numbers.map(Number) as [number, number, number, number];
    return { x, y, width, height };
  });
}

test('every node is a box that holds its label, from left to right, inside the drawing', (t) => {
  const svg = toSvg(VIEW, 'study');
  const found = boxes(svg);
  t.is(found.length, 3);
  const [, width] = /viewBox="0 0 ([\d.]+) /.exec(svg)?.map(Number) ?? [];
  for (const [index, box] of found.entries()) {
    // 0.602 em is the width of DejaVu Sans Mono.
    t.true(box.width >= (VIEW.nodes[index]?.label.length ?? 0) * 14 * 0.602);
    t.true(box.x + box.width <= (width ?? 0));
    const before = found[index - 1];
    t.true(before === undefined || box.x > before.x + before.width);
  }
  t.is(svg.match(/<path d="M/g)?.length, 3);
});

test('labels are text, whatever they hold, and nothing is loaded from elsewhere', (t) => {
  const svg = toSvg(VIEW, '<study>');
  t.true(svg.includes('>a&lt;b&gt;&amp;c</text>'));
  t.true(svg.includes('<title>&lt;study&gt;</title>'));
  t.deepEqual(svg.match(/https?:[^"']*/g), ['http://www.w3.org/2000/svg']);
  t.true(svg.includes('prefers-color-scheme: dark'));
});

test('graph writes SVG, and refuses to draw more actions than anybody reads', async (t) => {
  const names = Array.from({ length: 301 }, (_, index) => `n${index}`);
  const study = await createStudy(t, {
    letter: { command: 'printf 1 > ${output.o}/x', axes: { name: names }, outputs: ['o'] },
  });
  const stages = await runInProcess(['-C', study, 'graph', '--format', 'svg']);
  t.regex(stages.stdout, /^<svg [\s\S]*letter ×301[\s\S]*<\/svg>\n$/);
  const actions = await runInProcess(['-C', study, 'graph', '--format', 'svg', '--actions']);
  t.is(actions.exitCode, 2);
  t.regex(actions.stderr, /301 actions are too many/);
});
