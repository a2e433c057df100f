import test from 'ava';
import { toDot } from '../../src/cli/graph/dot.ts';
import { toGraphJson } from '../../src/cli/graph/json.ts';
import { toMermaid } from '../../src/cli/graph/mermaid.ts';
import { viewActions, viewStages } from '../../src/cli/graph/view.ts';
import { createGraph } from '../create-graph.ts';

const graph = createGraph({
  train: { ids: ['train/a', 'train/b'] },
  plot: { ids: ['plot'], from: ['train/a', 'train/b'] },
});

test('stages collapse to one node each, with the number of their actions', (t) => {
  t.is(
    toMermaid(viewStages(graph)),
    ['flowchart LR', '  n0["train ×2"]', '  n1["plot"]', '  n0 -- "out" --> n1'].join('\n'),
  );
});

test('every action can be drawn', (t) => {
  t.is(
    toDot(viewActions(graph), 'my "study"'),
    [
      'digraph "my \\"study\\"" {',
      '  rankdir=LR;',
      '  node [shape=box];',
      '  "train/a";',
      '  "train/b";',
      '  "plot";',
      '  "train/a" -> "plot" [label="out"];',
      '  "train/b" -> "plot" [label="out"];',
      '}',
    ].join('\n'),
  );
});

test('names cannot break out of a Mermaid label', (t) => {
  const text = toMermaid({ nodes: [{ id: 'a', label: 'say "#1"' }], edges: [] });
  t.is(text, 'flowchart LR\n  n0["say #quot;#35;1#quot;"]');
});

test('the JSON document has the stages, and the actions only when asked for', (t) => {
  t.deepEqual(toGraphJson(graph, false), { name: 'test', profile: 'quick', stages: graph.stages });
  const { actions } = toGraphJson(graph, true) as { actions: { id: string }[] };
  t.deepEqual(
    actions.map(({ id }) => id),
    ['train/a', 'train/b', 'plot'],
  );
});
