import test from 'ava';
import type { Graph } from '../../../src/pipeline/model.ts';
import { actionOf, loadStages, stageOf, stageProblems } from '../pipeline-folder.ts';

const models = { model: ['lenet', 'blenet'] };

function sourcesOf(graph: Graph, id: string, input = 'in') {
  const found = actionOf(graph, id).inputs.find(({ name }) => name === input);
  return { gathered: found?.gathered, from: found?.sources.map(({ action }) => action) };
}

test('axes that both stages have are joined on equal values', async (t) => {
  const graph = await loadStages(t, {
    train: stageOf({ axes: models }),
    attack: stageOf({ axes: { epsilon: [0, 0.1], ...models }, inputs: { in: 'train/out' } }),
  });
  t.deepEqual(sourcesOf(graph, 'attack/0.1/blenet'), { gathered: false, from: ['train/blenet'] });
  t.deepEqual(actionOf(graph, 'attack/0/lenet').inputs, [
    {
      name: 'in',
      gathered: false,
      sources: [{ action: 'train/lenet', output: 'out', axes: { model: 'lenet' } }],
    },
  ]);
});

test('axis values given as objects join by their name', async (t) => {
  const graph = await loadStages(t, {
    train: stageOf({ axes: { model: [{ name: 'lenet', epochs: 3 }] } }),
    attack: stageOf({ axes: models, exclude: [{ model: 'blenet' }], inputs: { in: 'train/out' } }),
  });
  t.deepEqual(sourcesOf(graph, 'attack/lenet').from, ['train/lenet']);
});

test('axes that only the upstream stage has are gathered in declared order', async (t) => {
  const graph = await loadStages(t, {
    attack: stageOf({ axes: { model: ['b', 'a'], epsilon: [0.5, 0] } }),
    all: stageOf({ inputs: { in: 'attack/out' } }),
    each: stageOf({ axes: { model: ['a', 'b'] }, inputs: { in: 'attack/out' } }),
  });
  t.deepEqual(sourcesOf(graph, 'all'), {
    gathered: true,
    from: ['attack/b/0.5', 'attack/b/0', 'attack/a/0.5', 'attack/a/0'],
  });
  t.deepEqual(sourcesOf(graph, 'each/a'), { gathered: true, from: ['attack/a/0.5', 'attack/a/0'] });
});

test('one gathered source is still a list, and excluded points are not gathered', async (t) => {
  const graph = await loadStages(t, {
    train: stageOf({ axes: models, exclude: [{ model: 'blenet' }] }),
    all: stageOf({ inputs: { in: 'train/out' } }),
  });
  t.deepEqual(sourcesOf(graph, 'all'), { gathered: true, from: ['train/lenet'] });
});

test('where pins an axis to a value, instead of joining it', async (t) => {
  const graph = await loadStages(t, {
    train: stageOf({ axes: models }),
    attack: stageOf({
      axes: {
        model: [
          { name: 'lenet', surrogate: 'lenet' },
          { name: 'blenet', surrogate: 'lenet' },
        ],
      },
      inputs: {
        in: 'train/out',
        surrogate: { from: 'train/out', where: { model: '${axis.model.surrogate}' } },
      },
    }),
  });
  t.deepEqual(sourcesOf(graph, 'attack/blenet', 'surrogate'), { gathered: false, from: ['train/lenet'] });
  t.deepEqual(sourcesOf(graph, 'attack/blenet').from, ['train/blenet']);
});

test('where pins an axis to a value, instead of gathering it', async (t) => {
  const graph = await loadStages(t, {
    train: stageOf({ axes: models }),
    show: stageOf({ inputs: { in: { from: 'train/out', where: { model: 'blenet' } } } }),
  });
  t.deepEqual(sourcesOf(graph, 'show'), { gathered: false, from: ['train/blenet'] });
});

const fails = test.macro(async (t, stages: object, ...expected: string[]) => {
  t.deepEqual(await stageProblems(t, stages), expected);
});

test(
  'a joined point that does not exist is reported with both actions, once',
  fails,
  {
    train: stageOf({ axes: models, exclude: [{ model: 'blenet' }] }),
    attack: stageOf({ axes: { ...models, epsilon: [0, 1] }, inputs: { in: 'train/out' } }),
  },
  'There is no action train/blenet, but attack/blenet/0 reads it as its input "in": exclude that point of "attack" too, or add it to "train"',
);

test(
  'gathering nothing is reported',
  fails,
  {
    train: stageOf({ axes: { ...models, seed: [1, 2] }, exclude: [{ model: 'blenet' }] }),
    all: stageOf({ axes: models, inputs: { in: 'train/out' } }),
  },
  'There are no actions train/blenet/*, but all/blenet reads them as its input "in": exclude that point of "all" too, or add it to "train"',
);

test(
  'where cannot pin a value that the axis does not have, nor an axis that the stage does not have',
  fails,
  {
    train: stageOf({ axes: models }),
    a: stageOf({ inputs: { in: { from: 'train/out', where: { model: 'lnet' } } } }),
    b: stageOf({ inputs: { in: { from: 'train/out', where: { mdel: 'lenet' } } } }),
  },
  'Stage "train" has no model "lnet"; values: "lenet" and "blenet" | lenet',
  'Stage "train" has no axis "mdel"; axes: "model" | model',
);

test(
  'where cannot pin to an object',
  fails,
  {
    train: stageOf({ axes: models }),
    a: stageOf({
      axes: { x: [{ name: 'p', to: {} }] },
      inputs: { in: { from: 'train/out', where: { model: '${axis.x.to}' } } },
    }),
  },
  'Expected text, a number, true or false for a/p, got an empty object',
);

test(
  'unknown stages and outputs are reported with what they resemble',
  fails,
  { train: stageOf(), a: stageOf({ inputs: { x: 'tarin/out', y: 'train/otu', z: { from: 'train' } } }) },
  'There is no stage "tarin"; stages: "train" and "a" | train',
  'Stage "train" has no output "otu"; outputs: "out" | train/out',
  'Expected "inputs.z.from" to be STAGE/OUTPUT, got "train"',
);

test(
  'a stage with a mistake does not make its readers look wrong',
  fails,
  {
    train: { command: 'true', axis: { model: ['lenet'] }, outputs: 'model' },
    attack: stageOf({
      axes: { model: ['lenet'] },
      inputs: { in: { from: 'train/model', where: { model: 'lenet' } } },
    }),
  },
  'Unknown property "axis" in stage "train" | axes',
  'Expected "outputs" to be an array, got "model"',
);

test(
  'an axis that an input depends on cannot be batched',
  fails,
  {
    a: stageOf({ axes: { e: [1] } }),
    b: stageOf({ axes: { e: [1], x: [1] }, inputs: { in: { from: 'a/out', where: { e: 1 } } } }),
    c: { program: 'c.ts', outputs: ['o'], axes: { e: [1] }, batch: ['e'], inputs: { in: 'a/out' } },
    d: {
      program: 'd.ts',
      outputs: ['o'],
      axes: { f: [1] },
      batch: ['f'],
      inputs: { in: { from: 'a/out', where: { e: '${axis.f}' } } },
    },
  },
  'There is no program "c.ts": no such file, and no installed package offers it',
  'The axis "e" cannot be batched, since input "in" depends on it: actions that run together share their inputs',
  'There is no program "d.ts": no such file, and no installed package offers it',
  'The axis "f" cannot be batched, since input "in" depends on it: actions that run together share their inputs',
);
