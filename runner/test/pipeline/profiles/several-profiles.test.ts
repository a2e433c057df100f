import test from 'ava';
import { loadProfiles } from '../../../src/pipeline/load.ts';
import {
  actionOf,
  createFolder,
  findProblems,
  loadFiles,
  messageOf,
  pipelineOf,
  stageOf,
} from '../pipeline-folder.ts';

const profiles = {
  paper: { stages: { train: { params: { epochs: 100, lr: 0.5 } } } },
  fast: { stages: { train: { params: { epochs: 1 }, resources: { threads: 4 } } } },
};
const train = stageOf({ params: { epochs: 10, lr: 0.1, profile: '${profile}' } });
const study = { 'pipeline.json': pipelineOf({ train }, { profiles }) };

test('a+b applies a, then b; the graph and ${profile} have that name', async (t) => {
  const graph = await loadFiles(t, study, { profile: 'paper+fast' });
  t.is(graph.profile, 'paper+fast');
  t.deepEqual(actionOf(graph, 'train').params, { epochs: 1, lr: 0.5, profile: 'paper+fast' });
  t.is(actionOf(graph, 'train').resources.threads, 4);
});

test('the order counts', async (t) => {
  const graph = await loadFiles(t, study, { profile: 'fast+paper' });
  t.deepEqual(actionOf(graph, 'train').params, { epochs: 100, lr: 0.5, profile: 'fast+paper' });
});

test('a profile that is named twice applies once, at its first place', async (t) => {
  const graph = await loadFiles(t, study, { profile: 'paper+fast+paper' });
  t.is(graph.profile, 'paper+fast');
  t.is(actionOf(graph, 'train').params.epochs, 1);
});

test('of several profiles the one that is not there is refused', async (t) => {
  const error = await t.throwsAsync(loadFiles(t, study, { profile: 'paper+fats' }), {
    code: 'PROFILE_UNKNOWN',
  });
  t.is(error.message, 'There is no profile "fats"; profiles: "paper" and "fast"');
  t.like(error, { exitCode: 2, hint: 'did you mean "fast"?' });
});

test('the default may be several profiles, and the one that is not there is pointed at', async (t) => {
  const withDefault = (defaultProfile: string) => ({
    'pipeline.json': pipelineOf({ train }, { defaultProfile, profiles }),
  });
  t.is((await loadFiles(t, withDefault('paper+fast'))).profile, 'paper+fast');
  const [problem, ...others] = await findProblems(t, withDefault('paper+fats'));
  t.deepEqual(others, []);
  t.like(problem, { line: 5, column: 28, caretLength: 4, suggestion: 'fast' });
});

test('no profile has a + in its name, since that would mean two', async (t) => {
  const files = { 'pipeline.json': pipelineOf({ train }, { profiles: { 'a+b': {}, '': {} } }) };
  t.deepEqual((await findProblems(t, files)).map(messageOf), [
    'Expected a profile name without + (a+b means the profiles a and b), got "a+b"',
    'Expected a profile name without + (a+b means the profiles a and b), got ""',
  ]);
});

test('every profile is loaded, and every combination whose profiles are there', async (t) => {
  const folder = await createFolder(t, study);
  const graphs = await loadProfiles(folder, ['paper', 'fast+paper', 'gone', 'paper+gone']);
  t.deepEqual(
    graphs.map(({ profile }) => profile),
    ['paper', 'fast', 'fast+paper'],
  );
});

test('a pipeline without profiles is loaded once', async (t) => {
  const graphs = await loadProfiles(await createFolder(t, { 'pipeline.json': pipelineOf({ train }) }));
  t.deepEqual(
    graphs.map(({ profile }) => profile),
    ['none'],
  );
});
