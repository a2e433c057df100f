import test from 'ava';
import { selectActions, UnknownSelectionError } from '../../src/pipeline/select.ts';
import { withUpstream } from '../../src/pipeline/upstream.ts';
import { loadStages, stageOf } from './pipeline-folder.ts';

const stages = {
  train: stageOf({ axes: { data: ['mnist', 'cifar'], model: ['a', 'ab'] } }),
  attack: stageOf({ axes: { data: ['mnist', 'cifar'], epsilon: [0, 0.05] }, inputs: { in: 'train/out' } }),
  report: stageOf({ inputs: { in: 'attack/out', models: 'train/out' } }),
  alone: stageOf(),
};

const selects = test.macro(async (t, selectors: string[], expected: string[]) => {
  t.deepEqual(selectActions(await loadStages(t, stages), selectors), expected);
});

test('a stage', selects, ['report'], ['report']);
test(
  'a stage with axes',
  selects,
  ['attack'],
  ['attack/mnist/0', 'attack/mnist/0.05', 'attack/cifar/0', 'attack/cifar/0.05'],
);
test('an id, and none that only begins like it', selects, ['train/mnist/a'], ['train/mnist/a']);
test('the beginning of ids', selects, ['attack/cifar/'], ['attack/cifar/0', 'attack/cifar/0.05']);
test('a glob of ids', selects, ['attack/*/0.05'], ['attack/mnist/0.05', 'attack/cifar/0.05']);
test('a glob of the beginning of ids', selects, ['train/{mnist,x}'], ['train/mnist/a', 'train/mnist/ab']);
test('a glob across folders', selects, ['**/0'], ['attack/mnist/0', 'attack/cifar/0']);
test(
  'several selectors give each action once, in topological order',
  selects,
  ['report', 'train/mnist/ab', 'train/mnist'],
  ['train/mnist/a', 'train/mnist/ab', 'report'],
);
test('no selectors select nothing', selects, [], []);

const refuses = test.macro(async (t, selector: string, hint: string) => {
  const graph = await loadStages(t, stages);
  const error = t.throws(() => selectActions(graph, ['report', selector]), {
    instanceOf: UnknownSelectionError,
  });
  t.like(error, {
    code: 'SELECTION_UNKNOWN',
    exitCode: 2,
    selector,
    hint,
    message: `No action matches ${JSON.stringify(selector)}`,
  });
});

test('a mistyped stage', refuses, 'atack', 'did you mean "attack"?');
test('a mistyped id', refuses, 'attack/cifra/0.05', 'did you mean "attack/cifar/0.05"?');
test('a mistyped beginning', refuses, 'train/mnits', 'did you mean "train/mnist"?');
test('nothing like it', refuses, 'zzzzzzzz', 'Stages: "train", "attack", "report" and "alone".');
test('a glob that matches nothing', refuses, 'nowhere/*', 'Stages: "train", "attack", "report" and "alone".');
test(
  'the name of a part in the middle',
  refuses,
  'mnist',
  'Stages: "train", "attack", "report" and "alone".',
);

test('actions with all they need, in topological order', async (t) => {
  const graph = await loadStages(t, stages);
  t.deepEqual(withUpstream(graph, ['attack/mnist/0.05']), [
    'train/mnist/a',
    'train/mnist/ab',
    'attack/mnist/0.05',
  ]);
  t.deepEqual(
    withUpstream(graph, ['report']),
    [...graph.actions.keys()].filter((id) => id !== 'alone'),
  );
  t.deepEqual(withUpstream(graph, ['alone', 'alone']), ['alone']);
  t.deepEqual(withUpstream(graph, []), []);
});
