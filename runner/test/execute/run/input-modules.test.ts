import { readFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import test, { type ExecutionContext } from 'ava';
import { InvalidPipelineError } from '../../../src/pipeline/document/document.ts';
import { makeProject, type Project } from '../project.ts';

const SCHEMA = {
  type: 'object',
  additionalProperties: false,
  properties: { module: { type: 'string', inputModule: true }, word: { type: 'string' } },
};

const STAGE = `
import { appendFileSync, writeFileSync } from 'node:fs';
export default async ({ axes, params, outputs, baseDir, loadModule }: any) => {
  appendFileSync(baseDir + '/traces', axes.word + '\\n');
  const speak = params.module === undefined ? (word: string) => word : await loadModule(params.module);
  writeFileSync(outputs.out + '/said', speak(axes.word));
};\n`;

const SHOUT = `import { mark } from './mark.ts';
export default (word: string): string => word.toUpperCase() + mark;\n`;

const WORDS = { name: 'hey', module: 'words/shout.ts' };

async function makeStudy(t: ExecutionContext, words: readonly unknown[] = ['yes', WORDS]): Promise<Project> {
  const project = await makeProject(t);
  await project.write('schemas/stages/say.schema.json', JSON.stringify(SCHEMA));
  await project.write('stages/say.ts', STAGE);
  await project.write('words/shout.ts', SHOUT);
  await project.write('words/mark.ts', "export const mark = '!';\n");
  await writeWords(project, words);
  return project;
}

async function writeWords(project: Project, words: readonly unknown[]): Promise<void> {
  await project.writePipeline({
    say: {
      program: 'stages/say.ts',
      axes: { word: words },
      params: { module: '${axis.word.module?}' },
      outputs: ['out'],
    },
  });
}

test('a program loads the module that its params name', async (t) => {
  const project = await makeStudy(t);
  await project.run();
  t.is(await project.artifact('say/hey', 'out', 'said'), 'HEY!');
  t.is(await project.artifact('say/yes', 'out', 'said'), 'yes');
});

test('a module that is added leaves the keys of what was there as they were', async (t) => {
  const project = await makeStudy(t, ['yes']);
  await project.run();
  const before = await project.explain('say/yes');
  await writeWords(project, ['yes', WORDS]);
  t.deepEqual((await project.run()).outcomes, { 'say/yes': 'up-to-date', 'say/hey': 'executed' });
  const after = await project.explain('say/yes');
  t.is(after.keyDigest, before.keyDigest);
  t.false('inputModules' in after.key!);
});

test('a change of its code reruns the actions that name it, and says so; a comment does not', async (t) => {
  const project = await makeStudy(t);
  await project.run();
  await project.write('words/shout.ts', `// why\n${SHOUT}const unused = 1;\n`);
  t.is((await project.run()).summary.upToDate, 2);
  await project.write('words/mark.ts', "export const mark = '?';\n");
  const planned = await project.explain('say/hey');
  t.is(planned.reason, 'code changed: module words/shout.ts (words/mark.ts)');
  const changed = await project.run();
  t.deepEqual(changed.outcomes, { 'say/yes': 'up-to-date', 'say/hey': 'executed' });
  t.is(await project.artifact('say/hey', 'out', 'said'), 'HEY?');
});

test('packages that a module reaches are part of the key', async (t) => {
  const project = await makeStudy(t);
  const write = async (version: string) => {
    await project.write(
      'node_modules/loud/package.json',
      JSON.stringify({ name: 'loud', version, main: 'i.js' }),
    );
    await project.write('node_modules/loud/i.js', `exports.tail = '${version}';`);
  };
  await write('1.0.0');
  await project.write(
    'words/shout.ts',
    "import { tail } from 'loud';\nexport default (word: string) => word + tail;\n",
  );
  await project.run();
  t.is(await project.artifact('say/hey', 'out', 'said'), 'hey1.0.0');
  await write('1.1.0');
  const upgraded = await project.run();
  t.deepEqual(upgraded.outcomes, { 'say/yes': 'up-to-date', 'say/hey': 'executed' });
  t.is(upgraded.finished('say/hey').reason, 'package loud 1.0.0 → 1.1.0 (of module words/shout.ts)');
});

test('what was hashed is what runs: the bundle in the cache, not the file', async (t) => {
  const project = await makeStudy(t);
  await project.run();
  const { key } = await project.explain('say/hey');
  const bundle = key!.inputModules!['words/shout.ts']!.bundle;
  const stored = await readFile(project.path('cache/objects', bundle.slice(0, 2), bundle.slice(2)), 'utf8');
  t.regex(stored, /toUpperCase/);
  // A module that replaces itself while its action runs.
  await project.write(
    'words/shout.ts',
    `import { writeFileSync } from 'node:fs';
export default (word: string) => { writeFileSync(process.cwd() + '/words/late.ts', 'export default 1;'); return word; };`,
  );
  t.is((await project.run()).outcomes['say/hey'], 'executed');
  t.is(readFileSync(project.path('words/late.ts'), 'utf8'), 'export default 1;');
});

test('a bundle that went with the cache is made again', async (t) => {
  const project = await makeStudy(t);
  await project.run();
  const { key } = await project.explain('say/hey');
  const bundle = key!.inputModules!['words/shout.ts']!.bundle;
  await rm(project.path('cache/objects', bundle.slice(0, 2), bundle.slice(2)), { force: true });
  t.is((await project.run({ force: true })).summary.executed, 2);
});

test('an unchanged module is taken from its memo: dry and frozen runs agree with a run', async (t) => {
  const project = await makeStudy(t);
  await project.run();
  t.deepEqual(
    (await project.plan()).map(({ state }) => state),
    ['up-to-date', 'up-to-date'],
  );
  const index = JSON.parse(await readFile(project.path('cache/index.json'), 'utf8')) as object;
  t.regex(JSON.stringify(index), /words\/shout\.ts/);
  t.deepEqual(await project.traces(), ['hey', 'yes']);
});

for (const [what, module, text, place] of [
  [
    'that is not there',
    'words/shot.ts',
    undefined,
    /^pipeline\.json:\d+:\d+ There is no module "words\/shot\.ts".*\$\{axis\.word\.module\?\} of say\/hey, pipeline\.json:1:\d+/,
  ],
  ['outside of the folder', '../shout.ts', undefined, /is outside of the pipeline's folder/],
] as const) {
  test(`a module ${what} is an error of pipeline.json, before anything runs`, async (t) => {
    const project = await makeStudy(t, ['yes', { name: 'hey', module }]);
    if (text !== undefined) await project.write(module, text);
    const error = await t.throwsAsync(project.run(), { instanceOf: InvalidPipelineError });
    t.is(error?.exitCode, 2);
    t.regex(error?.message ?? '', place);
    t.deepEqual(await project.traces(), []);
  });
}

for (const [what, text, message] of [
  [
    'a syntax error',
    'export default (word: string => word;\n',
    /words\/shout\.ts:1:\d+ .*\n {2}export default .*\n +\^/,
  ],
  ['no default export', 'export const shout = 1;\n', /^module 'words\/shout\.ts': it has no default export/],
  ['an import of nothing', "export { default } from './none.ts';\n", /Could not resolve "\.\/none\.ts"\n/],
] as const) {
  test(`a module with ${what} stops the run before anything runs, and says where`, async (t) => {
    const project = await makeStudy(t);
    await project.write('words/shout.ts', text);
    const error = await t.throwsAsync(project.run());
    t.like(error, { code: 'MODULE_INVALID', exitCode: 2 });
    t.regex(error?.message ?? '', message);
    t.deepEqual(await project.traces(), []);
  });
}

test('a program that loads what no param names fails with what to do', async (t) => {
  const project = await makeStudy(t);
  await project.write('schemas/stages/say.schema.json', JSON.stringify({ type: 'object' }));
  const { summary, events } = await project.run({ keepGoing: true });
  t.is(summary.failed, 1);
  const failed = events.find((event) => event.type === 'action-finished' && event.outcome === 'failed');
  t.like(failed, { error: { code: 'MODULE_UNKNOWN' } });
});

test('the same module is another thing for actions that name another one', async (t) => {
  const project = await makeStudy(t, [WORDS, { name: 'ho', module: 'words/whisper.ts' }]);
  await project.write('words/whisper.ts', 'export default (word: string) => word.toLowerCase();\n');
  await project.run();
  await project.write('words/whisper.ts', 'export default (word: string) => `${word}…`;\n');
  t.deepEqual((await project.run()).outcomes, { 'say/hey': 'up-to-date', 'say/ho': 'executed' });
  t.is(await project.artifact('say/ho', 'out', 'said'), 'ho…');
});
