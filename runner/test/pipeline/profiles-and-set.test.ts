import test from 'ava';
import { formatProblems } from '../../src/pipeline/document/problem.ts';
import type { LoadOptions } from '../../src/pipeline/load.ts';
import {
  actionOf,
  type Files,
  findProblems,
  loadFiles,
  messageOf,
  pipelineOf,
  stageOf,
} from './pipeline-folder.ts';

const trainSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    epochs: { type: 'integer' },
    lr: { type: 'number', default: 0.1 },
    settings: { type: 'object', properties: { alpha: { type: 'number' } } },
  },
};

const study: Files = {
  'pipeline.json': pipelineOf(
    {
      train: {
        program: 'train.ts',
        axes: { model: [{ name: 'lenet', epochs: 5 }], size: [28, 32] },
        params: { epochs: '${axis.model.epochs}' },
        outputs: ['model'],
      },
      plot: stageOf({ inputs: { model: 'train/model' }, params: { title: 'Plot', style: { dpi: 100 } } }),
    },
    {
      defaultProfile: 'quick',
      profiles: {
        quick: {},
        paper: { seed: 8, stages: { train: { params: { epochs: 100 }, axes: { size: [64] } }, plot: null } },
        broken: { stages: { train: { params: { epochs: 'many' }, retries: -1 } } },
      },
    },
  ),
  'train.ts': '',
  'schemas/stages/train.schema.json': trainSchema,
};

test('the default profile is used where none is named', async (t) => {
  const graph = await loadFiles(t, study);
  t.is(graph.profile, 'quick');
  t.deepEqual([...graph.actions.keys()], ['train/lenet/28', 'train/lenet/32', 'plot']);
});

test('a profile is a merge patch: objects merge, arrays are replaced, null removes', async (t) => {
  const graph = await loadFiles(t, study, { profile: 'paper' });
  t.is(graph.profile, 'paper');
  t.deepEqual([...graph.actions.keys()], ['train/lenet/64']);
  t.is(actionOf(graph, 'train/lenet/64').params.epochs, 100);
});

test('a profile that is not there is refused with the one it resembles', async (t) => {
  const error = await t.throwsAsync(loadFiles(t, study, { profile: 'papr' }), { code: 'PROFILE_UNKNOWN' });
  t.is(error.message, 'There is no profile "papr"; profiles: "quick", "paper" and "broken"');
  t.like(error, { exitCode: 2, hint: 'did you mean "paper"?' });
});

test('a default profile that is not there is a mistake in the document', async (t) => {
  const document = pipelineOf({ s: stageOf() }, { defaultProfile: 'quik', profiles: { quick: {} } });
  const [problem, ...others] = await findProblems(t, { 'pipeline.json': document });
  t.deepEqual(others, []);
  t.like(problem, {
    line: 5,
    column: 21,
    message: 'There is no profile "quik"; profiles: "quick"',
    suggestion: 'quick',
  });
});

test('a stage that a profile changes must be there, whichever profile is used', async (t) => {
  const profiles = { quick: {}, paper: { stages: { trian: { params: {} }, gone: null, added: stageOf() } } };
  const files = { 'pipeline.json': pipelineOf({ train: stageOf() }, { defaultProfile: 'quick', profiles }) };
  const expected = ['There is no stage "trian" for profile "paper" to change; stages: "train" | train'];
  t.deepEqual((await findProblems(t, files)).map(messageOf), expected);
  t.deepEqual((await findProblems(t, files, { profile: 'paper' })).map(messageOf), expected);
});

test('a profile may add a stage', async (t) => {
  const profiles = { more: { stages: { added: stageOf({ inputs: { in: 'train/out' } }) } } };
  const graph = await loadFiles(
    t,
    { 'pipeline.json': pipelineOf({ train: stageOf() }, { profiles }) },
    { profile: 'more' },
  );
  t.deepEqual([...graph.actions.keys()], ['train', 'added']);
});

test('problems of a merged value point into the profile that it came from', async (t) => {
  const problems = await findProblems(t, study, { profile: 'broken' });
  t.is(
    formatProblems(problems),
    `
pipeline.json:28:23 Expected "epochs" to be a whole number, got "many"
              "epochs": "many"
                        ^^^^^^

pipeline.json:30:22 Expected "retries" to be a whole number ≥ 0, got -1
            "retries": -1
                       ^^`.trim(),
  );
});

test('a profile must be an object', async (t) => {
  const document = pipelineOf({ s: stageOf() }, { profiles: { a: 3, b: { stages: { s: 1 } } } });
  const messages = (await findProblems(t, { 'pipeline.json': document }, { profile: 'a' })).map(messageOf);
  t.deepEqual(messages, [
    'Expected profile "a" to be an object, got 3',
    'Expected "stages.s" to be an object or null, got 1',
  ]);
});

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
--set:1:1 Expected STAGE.PARAM=VALUE, got "train.epochs"
  train.epochs
  ^^^^^^^^^^^^`,
);

test(
  '--set without a param',
  refusesSet,
  'train=3',
  `
--set:1:1 Expected STAGE.PARAM=VALUE, got "train=3"
  train=3
  ^^^^^^^`,
);
