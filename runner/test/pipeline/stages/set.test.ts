import test from 'ava';
import { formatProblems } from '../../../src/pipeline/document/problem.ts';
import type { LoadOptions } from '../../../src/pipeline/load.ts';
import { actionOf, findProblems, loadFiles } from '../pipeline-folder.ts';
import { study } from '../small-study.ts';

const sets = test.macro(async (t, set: string[], id: string, expected: object) => {
  const graph = await loadFiles(t, study, { set });
  t.like(actionOf(graph, id), expected);
});

test('--set changes a param', sets, ['train.epochs=3'], 'train/lenet/28', { params: { epochs: 3, lr: 0.1 } });
test('--set takes the full path of a param', sets, ['train.params.epochs=3'], 'train/lenet/28', {
  params: { epochs: 3 },
});
test('--set gives a param that only the schema has', sets, ['train.lr=0.5'], 'train/lenet/28', {
  params: { epochs: 5, lr: 0.5 },
});
test(
  '--set makes the objects on the way, where the schema has them',
  sets,
  ['train.settings.alpha=2'],
  'train/lenet/28',
  {
    params: { settings: { alpha: 2 } },
  },
);
test('--set reaches into params', sets, ['plot.style.dpi=300'], 'plot', {
  params: { title: 'Plot', style: { dpi: 300 } },
});
test('--set takes text that is not JSON as it is', sets, ['plot.title=My plot = 1'], 'plot', {
  params: { title: 'My plot = 1' },
});
test('--set takes JSON text', sets, ['plot.title="3"'], 'plot', { params: { title: '3' } });
test('--set changes the axes', sets, ['train.axes.size=[7]'], 'train/lenet/7', {
  axes: { model: 'lenet', size: 7 },
});
test('--set reaches into arrays', sets, ['train.axes.model.0.epochs=9'], 'train/lenet/28', {
  params: { epochs: 9 },
});
test(
  '--set changes fields of the stage',
  sets,
  ['train.retries=2', 'train.resources.gpus=1'],
  'train/lenet/28',
  {
    retries: 2,
    resources: { threads: 1, gpus: 1, memoryMiB: 0 },
  },
);
test('the last --set of a param wins', sets, ['train.epochs=3', 'train.epochs=4'], 'train/lenet/28', {
  params: { epochs: 4 },
});

test('--set is applied after the profile', async (t) => {
  const options: Omit<LoadOptions, 'baseDir'> = { profile: 'paper', set: ['train.epochs=1'] };
  t.is(actionOf(await loadFiles(t, study, options), 'train/lenet/64').params.epochs, 1);
});

const refusesSet = test.macro(async (t, set: string, expected: string) => {
  t.is(formatProblems(await findProblems(t, study, { set: [set] })), expected.trim());
});

test(
  '--set of an unknown stage',
  refusesSet,
  'trian.epochs=3',
  `
--set:1:1 There is no stage "trian"; stages: "train" and "plot"
  trian.epochs=3
  ^^^^^ did you mean "train"?`,
);

test(
  '--set of an unknown param',
  refusesSet,
  'train.epoch=3',
  `
--set:1:7 Stage "train" has no param "epoch"; known: "epochs", "lr" and "settings"
  train.epoch=3
        ^^^^^ did you mean "epochs"?`,
);

test(
  '--set of an unknown param of a stage without schema',
  refusesSet,
  'plot.params.titel=3',
  `
--set:1:13 Stage "plot" has no param "titel"; known: "title" and "style"
  plot.params.titel=3
              ^^^^^ did you mean "title"?`,
);

test(
  '--set of an unknown axis',
  refusesSet,
  'train.axes.sizes=[1]',
  `
--set:1:12 Stage "train" has no member of axes "sizes"; known: "model" and "size"
  train.axes.sizes=[1]
             ^^^^^ did you mean "size"?`,
);

test(
  '--set inside of what is no object',
  refusesSet,
  'plot.title.x=3',
  `
--set:1:6 "title" of stage "plot" is "Plot", which has no members to set
  plot.title.x=3
       ^^^^^`,
);

test(
  '--set of a value that the schema refuses',
  refusesSet,
  'train.epochs=many',
  `
--set:1:14 Expected "epochs" to be a whole number, got "many"
  train.epochs=many
               ^^^^`,
);

test(
  '--set of JSON that is not whole',
  refusesSet,
  'train.axes.size=[1,',
  `
--set:1:20 Expected a value
  train.axes.size=[1,
                     ^`,
);

test(
  '--set without a value',
  refusesSet,
  'train.epochs',
  `
--set:1:1 Expected STAGE.PARAM=VALUE or FIELD=VALUE, got "train.epochs"
  train.epochs
  ^^^^^^^^^^^^`,
);

test(
  '--set without a param',
  refusesSet,
  'train=3',
  `
--set:1:1 "train" is a stage. Name one of its params: train.PARAM=VALUE
  train=3
  ^^^^^`,
);

test('--set changes the seed of the document', async (t) => {
  const seedOf = async (set: string[]) => actionOf(await loadFiles(t, study, { set }), 'train/lenet/28').seed;
  t.not(await seedOf(['seed=5']), await seedOf([]));
  t.is(await seedOf(['seed=5']), await seedOf(['seed=4', 'seed=5']));
});

const sharing = {
  'pipeline.json': JSON.stringify({
    formatVersion: 1,
    axes: { model: ['a', 'b'] },
    stages: {
      seed: { command: 'true', axes: { model: '${axes.model}' }, params: { x: 1 }, outputs: ['out'] },
    },
  }),
};

test('--set changes a list of axes that stages share', async (t) => {
  const graph = await loadFiles(t, sharing, { set: ['axes.model=["c"]'] });
  t.deepEqual([...graph.actions.keys()], ['seed/c']);
  const item = await loadFiles(t, sharing, { set: ['axes.model.1=c'] });
  t.deepEqual([...item.actions.keys()], ['seed/a', 'seed/c']);
});

test("a stage's name wins over a field of the document", async (t) => {
  const graph = await loadFiles(t, sharing, { set: ['seed.x=2'] });
  t.is(actionOf(graph, 'seed/a').params.x, 2);
});

test(
  '--set takes the full path from the document',
  sets,
  ['stages.train.params.epochs=3'],
  'train/lenet/28',
  {
    params: { epochs: 3 },
  },
);

test('--set gives a field that only the schema has', async (t) => {
  t.is((await loadFiles(t, study, { set: ['cache=../other'] })).cacheDir, '../other');
});

const findsSetProblem = test.macro(async (t, set: string, expected: RegExp) => {
  t.regex(formatProblems(await findProblems(t, sharing, { set: [set] })), expected);
});

test(
  '--set of an unknown field',
  findsSetProblem,
  'sede=5',
  /^--set:1:1 The document has no field "sede"[\s\S]*did you mean "seed"/,
);
test(
  '--set of an unknown list of axes',
  findsSetProblem,
  'axes.modle=["c"]',
  /^--set:1:6 There is no "modle" in axes; known: "model"[\s\S]*did you mean "model"/,
);
test(
  '--set below a misspelt field',
  findsSetProblem,
  'axis.model=["c"]',
  /^--set:1:1 There is no stage "axis"[\s\S]*did you mean "axes"/,
);
test(
  '--set of an unknown stage by its full path',
  findsSetProblem,
  'stages.sead.params.x=2',
  /^--set:1:8 There is no "sead" in stages[\s\S]*did you mean "seed"/,
);
test('--set of a field with the wrong kind of value', findsSetProblem, 'exclude=5', /^--set:1:9 /);
test(
  '--set of a profile comes too late',
  findsSetProblem,
  'defaultProfile=x',
  /^--set:1:1 Profiles are applied before --set/,
);
