import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import report from '../../stages/report.ts';
import { runStage } from '../fixtures/figures/run-stage.ts';
import { writeSyntheticStudy } from '../fixtures/figures/synthetic-study.ts';
import { makeTemporaryFolder } from '../fixtures/figures/temporary-folder.ts';
import { assertWellFormed } from '../fixtures/figures/well-formed.ts';

test('writes one page, and its results for other pages to compare with', async (t) => {
  const root = await makeTemporaryFolder(t);
  const study = await writeSyntheticStudy(join(root, 'study'), { epsilons: [0, 0.1], keepExamples: 1 });
  const outputs = { report: join(root, 'report') };
  await mkdir(outputs.report);
  await runStage(report, { params: { profile: 'quick' }, gathered: study, outputs });
  t.deepEqual(await readdir(outputs.report), ['index.html', 'results.json', 'summary.json']);
  const page = await readFile(join(outputs.report, 'index.html'), 'utf8');
  assertWellFormed(t, page);
  t.regex(page, /<dd>quick<\/dd>/);
});

test('shows recorded results of other profiles', async (t) => {
  const root = await makeTemporaryFolder(t);
  const study = await writeSyntheticStudy(join(root, 'study'), { epsilons: [0, 0.1], keepExamples: 0 });
  const [first, second] = [{ report: join(root, 'first') }, { report: join(root, 'second') }];
  await mkdir(first.report);
  await mkdir(second.report);
  await runStage(report, { params: { profile: 'rigorous' }, gathered: study, outputs: first });
  const compare = ['first/results.json'];
  await runStage(report, {
    params: { profile: 'quick', compare },
    gathered: study,
    outputs: second,
    baseDir: root,
  });
  const page = await readFile(join(second.report, 'index.html'), 'utf8');
  t.regex(page, /<label for="profile-0">quick<\/label>/);
  t.regex(page, /<label for="profile-1">rigorous<\/label>/);
});

test('the shipped pipeline.json makes the page of a rerun', async (t) => {
  const root = await makeTemporaryFolder(t);
  const study = await writeSyntheticStudy(join(root, 'study'), { epsilons: [0, 0.1], keepExamples: 0 });
  const outputs = { report: join(root, 'report') };
  await mkdir(outputs.report);
  const { description, stages } = JSON.parse(await readFile('pipeline.json', 'utf8'));
  const { compare, ...params } = stages.report.params;
  t.is(params.subject, '${pipeline.description}');
  await runStage(report, { params: { ...params, subject: description, seed: 1 }, gathered: study, outputs });
  const page = await readFile(join(outputs.report, 'index.html'), 'utf8');
  t.regex(page, /<h1>Are Bayesian CNNs more robust to gradient-based attacks\?<\/h1>/);
  t.regex(
    page,
    /A rerun of “Robustness of Bayesian Approach[^<]* Convolutional networks and their Bayesian twins/,
  );
  t.regex(page, /<h2 id="claims-title">/);
});

test('without a table there is no report', async (t) => {
  const root = await makeTemporaryFolder(t);
  await t.throwsAsync(runStage(report, { params: {}, outputs: { report: root } }), { code: 'REPORT_INPUT' });
});
