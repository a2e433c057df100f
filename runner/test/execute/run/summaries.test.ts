import { symlink, unlink } from 'node:fs/promises';
import test, { type ExecutionContext } from 'ava';
import { InvalidPipelineError } from '../../../src/pipeline/document/document.ts';
import { makeProject, type Project } from '../project.ts';

/** A stage that copies the file `said` into its output, as its summary. */
async function makeSpeaker(t: ExecutionContext, said: string, more: object = {}): Promise<Project> {
  const project = await makeProject(t);
  await project.write('said', said);
  const speak = {
    command: 'cp said ${output.out}/summary.json; touch ${output.out}/page.html',
    files: ['said'],
    outputs: ['out'],
    summary: 'out/summary.json',
    ...more,
  };
  await project.writePipeline({ speak });
  return project;
}

test('a run ends with what its stages say, also when nothing had to run', async (t) => {
  const said = { headline: 'It works.', lines: ['1 of 3 checks failed.'], page: 'page.html' };
  const project = await makeSpeaker(t, JSON.stringify(said));
  const expected = [{ action: 'speak', ...said, page: 'artifacts/speak/out/page.html' }];
  t.deepEqual((await project.run()).summary.summaries, expected);
  t.deepEqual((await project.run()).summary.summaries, expected);
});

test('an action that failed or has no such file says nothing', async (t) => {
  const failing = await makeSpeaker(t, '{"headline":"x"}', { command: 'exit 1' });
  t.is((await failing.run()).summary.summaries, undefined);
  const silent = await makeSpeaker(t, '{"headline":"x"}', { summary: 'out/other.json' });
  const { summary } = await silent.run();
  t.true(summary.ok);
  t.is(summary.summaries, undefined);
});

test('texts are safe to show: one line each, without escapes, of limited length and number', async (t) => {
  const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`);
  const said = { headline: '\u001b[2Jred\nnext \u202e\ud800', lines: [`${'é'.repeat(400)}`, 3, ...lines] };
  const [summary] = (await (await makeSpeaker(t, JSON.stringify(said))).run()).summary.summaries ?? [];
  t.is(summary?.headline, '[2Jred next  \ufffd');
  t.is(summary?.lines.length, 8);
  t.is(summary?.lines[0], `${'é'.repeat(299)}…`);
  t.is(summary?.lines[1], 'line 0');
});

for (const page of ['../../../pipeline.json', '/etc/passwd', 'missing.html', 7])
  test(`the page ${JSON.stringify(page)} is not shown`, async (t) => {
    const project = await makeSpeaker(t, JSON.stringify({ headline: 'x', page }));
    t.deepEqual((await project.run()).summary.summaries, [{ action: 'speak', headline: 'x', lines: [] }]);
  });

for (const said of ['not JSON', '[]', 'null', `{"headline":"${'x'.repeat(70_000)}"}`])
  test(`a summary that is ${said.slice(0, 14)} is passed over`, async (t) => {
    const project = await makeSpeaker(t, said);
    const { summary } = await project.run();
    t.true(summary.ok);
    t.is(summary.summaries, undefined);
  });

test('a link in the place of the summary is not followed', async (t) => {
  const project = await makeSpeaker(t, '{"headline":"x"}');
  await project.run();
  const path = project.path('artifacts/speak/out/summary.json');
  await unlink(path);
  await symlink(project.path('said'), path);
  t.is((await project.run({ keepEdits: true })).summary.summaries, undefined);
});

test('a summary in no output, or outside of it, is found when the file is loaded', async (t) => {
  const wrong = await makeSpeaker(t, '{}', { summary: 'oot/summary.json' });
  const error = await t.throwsAsync(wrong.run(), { instanceOf: InvalidPipelineError });
  t.regex(error.message, /no output "oot"; outputs: "out"/);
  t.regex(error.message, /did you mean "out\/summary.json"/);
  const outside = await makeSpeaker(t, '{}', { summary: 'out/../../x.json' });
  await t.throwsAsync(outside.run(), { message: /"out\/..\/..\/x.json" has a part that is '..'/ });
});

test('the summary is not in the key', async (t) => {
  const project = await makeSpeaker(t, '{"headline":"x"}', { summary: 'out/other.json' });
  await project.run();
  const { outcomes } = await project.run({ set: ['speak.summary=out/summary.json'] });
  t.deepEqual(outcomes, { speak: 'up-to-date' });
});
