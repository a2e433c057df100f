import test from 'ava';
import { formatProblems } from '../../../src/pipeline/document/problem.ts';
import { actionOf, findProblems, loadFiles, messageOf, pipelineOf, stageOf } from '../pipeline-folder.ts';

const AXES = { model: ['lenet', { name: 'tiny', layers: 2 }], dataset: ['mnist'] };
const STAGES = {
  train: stageOf({ axes: { dataset: '${axes.dataset}', model: '${axes.model}' } }),
  attack: stageOf({ axes: { net: '${axes.model}' }, params: { layers: '${axis.net.layers?}' } }),
};

test('stages take their values from the axes of the document, objects with their fields', async (t) => {
  const graph = await loadFiles(t, { 'pipeline.json': pipelineOf(STAGES, { axes: AXES }) });
  t.deepEqual(
    [...graph.actions.keys()],
    ['train/mnist/lenet', 'train/mnist/tiny', 'attack/lenet', 'attack/tiny'],
  );
  t.deepEqual(actionOf(graph, 'attack/tiny').params, { layers: 2 });
});

test('a profile changes them for all stages at once', async (t) => {
  const profiles = { small: { axes: { model: ['lenet'] } } };
  const graph = await loadFiles(
    t,
    { 'pipeline.json': pipelineOf(STAGES, { axes: AXES, profiles }) },
    { profile: 'small' },
  );
  t.deepEqual([...graph.actions.keys()], ['train/mnist/lenet', 'attack/lenet']);
});

for (const [what, axes, stageAxis, messages] of [
  [
    'a name that is not there',
    AXES,
    '${axes.modle}',
    ['There are no axes "modle"; axes: "model" and "dataset" | ${axes.model}'],
  ],
  ['a name where there are none', undefined, '${axes.model}', ['There are no axes "model"; axes: none']],
  ['another text', AXES, 'model', ['Expected "axes.model" to be ${axes.NAME}, got "model"']],
  [
    'values of a wrong kind, once',
    { model: [null] },
    '${axes.model}',
    ['Expected "axes.model[0]" to be a string or a number or true or false or an object, got null'],
  ],
] as const) {
  test(`${what} is reported`, async (t) => {
    const document = pipelineOf({ train: stageOf({ axes: { model: stageAxis } }) }, axes && { axes });
    t.deepEqual((await findProblems(t, { 'pipeline.json': document })).map(messageOf), messages);
  });
}

test('what is wrong with a shared value is reported where it stands', async (t) => {
  const document = pipelineOf(STAGES, { axes: { ...AXES, model: ['lenet', 'lenet'] } });
  const problems = await findProblems(t, { 'pipeline.json': document });
  t.is(problems.length, 1);
  t.regex(formatProblems(problems), /"lenet"\n +\^/);
});
