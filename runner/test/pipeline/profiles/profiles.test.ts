import test from 'ava';
import { formatProblems } from '../../../src/pipeline/document/problem.ts';
import { actionOf, findProblems, loadFiles, messageOf, pipelineOf, stageOf } from '../pipeline-folder.ts';
import { study } from '../small-study.ts';

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
