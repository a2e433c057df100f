import test from 'ava';
import { formatProblems } from '../../../src/pipeline/document/problem.ts';
import { findProblems, loadFiles, messageOf, pipelineOf, stageOf } from '../pipeline-folder.ts';

const AXES = { model: ['lenet', 'tiny'], dataset: ['mnist', 'cifar'], threat: ['direct', 'transfer'] };
const train = stageOf({ axes: { dataset: '${axes.dataset}', model: '${axes.model}' } });
const attack = stageOf({
  axes: { dataset: '${axes.dataset}', model: '${axes.model}', threat: '${axes.threat}' },
  inputs: { model: 'train/out' },
});
const plot = stageOf({ axes: { model: ['tiny'] } });

async function listIds(...[t, stages, rest, profile]: Parameters<typeof load>): Promise<string[]> {
  return [...(await load(t, stages, rest, profile)).actions.keys()];
}

function load(t: Parameters<typeof loadFiles>[0], stages: object, rest: object, profile?: string) {
  return loadFiles(t, { 'pipeline.json': pipelineOf(stages, { axes: AXES, ...rest }) }, { profile });
}

test('an entry holds for every stage that has all axes that it names', async (t) => {
  const exclude = [
    { dataset: 'cifar', model: 'tiny' },
    { model: 'lenet', threat: 'transfer' },
  ];
  t.deepEqual(await listIds(t, { train, attack, plot }, { exclude }), [
    'train/mnist/lenet',
    'train/mnist/tiny',
    'train/cifar/lenet',
    'attack/mnist/lenet/direct',
    'attack/mnist/tiny/direct',
    'attack/mnist/tiny/transfer',
    'attack/cifar/lenet/direct',
    'plot/tiny',
  ]);
});

test("a stage's own exclude comes on top, and its include adds a point again", async (t) => {
  const stages = {
    train: {
      ...train,
      exclude: [{ model: 'lenet', dataset: 'mnist' }],
      include: [{ model: 'tiny', dataset: 'cifar' }],
    },
  };
  t.deepEqual(await listIds(t, stages, { exclude: [{ dataset: 'cifar' }] }), [
    'train/mnist/tiny',
    'train/cifar/tiny',
  ]);
});

test('a profile replaces the list', async (t) => {
  const profiles = { all: { exclude: [] }, none: { exclude: null } };
  const exclude = [{ dataset: 'cifar' }];
  t.is((await listIds(t, { train }, { exclude, profiles })).length, 2);
  t.is((await listIds(t, { train }, { exclude, profiles }, 'all')).length, 4);
  t.is((await listIds(t, { train }, { exclude, profiles }, 'none')).length, 4);
});

test('an entry may exclude nothing: of values that are not there, or of axes that no stage has together', async (t) => {
  const exclude = [{ dataset: 'svhn' }, { model: 'lenet', figure: 1 }];
  const stages = { train, plot: stageOf({ axes: { figure: [1] } }) };
  t.is((await listIds(t, stages, { exclude })).length, 5);
});

test('an axis that no stage has is reported', async (t) => {
  const files = { 'pipeline.json': pipelineOf({ train }, { axes: AXES, exclude: [{ modle: 'lenet' }] }) };
  t.is(
    formatProblems(await findProblems(t, files)),
    `
pipeline.json:21:7 No stage has an axis "modle"; axes: "model", "dataset" and "threat"
        "modle": "lenet"
        ^^^^^^^ did you mean "model"?`.trim(),
  );
});

test('a list that leaves a stage without actions is pointed at', async (t) => {
  const files = { 'pipeline.json': pipelineOf({ plot }, { exclude: [{ model: 'tiny' }] }) };
  const [problem, ...others] = await findProblems(t, files);
  t.deepEqual(others, []);
  t.like(problem, { line: 5, message: 'Stage "plot" has no actions: exclude leaves out every point' });
});

test('a wrong entry is the only problem, though stages lack points that it was to exclude', async (t) => {
  const stages = { train: { ...train, exclude: [{ dataset: 'cifar' }] }, attack };
  const exclude = [{ dataset: null }];
  const files = { 'pipeline.json': pipelineOf(stages, { axes: AXES, exclude }) };
  t.deepEqual((await findProblems(t, files)).map(messageOf), [
    'Expected "exclude[0].dataset" to be a string or a number or true or false, got null',
  ]);
});
