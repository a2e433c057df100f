import { mkdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import test from 'ava';
import { makeProject, type Project, pipelineText } from '../project.ts';
import { WatchedProject } from './watch.ts';

const PROGRAM = `import { writeFileSync } from 'node:fs';
import { word } from '../src/word';
export default async ({ outputs }: any) => writeFileSync(outputs.text + '/word', word);
`;

const STAGES = { say: { program: 'stages/say.ts', outputs: ['text'] } };

async function writeProgram(project: Project, word = 'one'): Promise<void> {
  await project.write('stages/say.ts', PROGRAM);
  await project.write('src/word.js', `export const word = '${word}';\n`);
}

/** As many editors save: a new file takes the old one's place. */
async function saveByRename(project: Project, path: string, content: string): Promise<void> {
  await project.write(`${path}.swp`, content);
  await rename(project.path(`${path}.swp`), project.path(path));
}

async function savePipeline(project: Project, stages: object): Promise<void> {
  await saveByRename(project, 'pipeline.json', pipelineText(stages));
}

test('a module is saved by renaming, again, and then written in place: each time its action runs', async (t) => {
  const project = await makeProject(t);
  await project.writePipeline(STAGES);
  await writeProgram(project);
  const watched = new WatchedProject(t, project);
  t.deepEqual(await watched.nextRun(), { say: 'executed' });
  for (const word of ['two', 'three']) {
    await saveByRename(project, 'src/word.js', `export const word = '${word}';\n`);
    t.deepEqual(await watched.nextRun(), { say: 'executed' });
    t.is(await project.artifact('say', 'text', 'word'), word);
  }
  // Between truncating and writing the file may be seen empty, so there may be a run more.
  await watched.lookAfter(() => project.write('src/word.js', `export const word = 'four';\n`));
  t.is(await project.artifact('say', 'text', 'word'), 'four');
});

test('modules that are newly imported, or shadow another, are followed', async (t) => {
  const project = await makeProject(t);
  await project.writePipeline(STAGES);
  await writeProgram(project);
  const watched = new WatchedProject(t, project);
  await watched.nextRun();
  await saveByRename(project, 'src/word.ts', `export { word } from './deep/er/word.ts';\n`);
  const broken = await watched.nextRun();
  t.regex(String(broken), /deep\/er\/word/);
  await saveByRename(project, 'src/deep/er/word.ts', `export const word = 'deep';\n`);
  t.deepEqual(await watched.nextRun(), { say: 'executed' });
  t.is(await project.artifact('say', 'text', 'word'), 'deep');
  await saveByRename(project, 'src/deep/er/word.ts', `export const word = 'deeper';\n`);
  await watched.nextRun();
  t.is(await project.artifact('say', 'text', 'word'), 'deeper');
});

test('a folder is replaced by another, which is followed from then on', async (t) => {
  const project = await makeProject(t);
  await project.writePipeline(STAGES);
  await writeProgram(project);
  const watched = new WatchedProject(t, project);
  await watched.nextRun();
  await project.write('new/word.js', `export const word = 'replaced';\n`);
  await watched.lookAfter(async () => {
    await rename(project.path('src'), project.path('old'));
    await rename(project.path('new'), project.path('src'));
  });
  t.is(await project.artifact('say', 'text', 'word'), 'replaced');
  await watched.lookAfter(() => project.write('src/word.js', `export const word = 'after';\n`));
  t.is(await project.artifact('say', 'text', 'word'), 'after');
});

test('a file that comes to match a glob, changes, and goes again', async (t) => {
  const project = await makeProject(t);
  const command = 'cat data/*/*.txt > ${output.all}/all';
  await project.writePipeline({ join: { command, files: ['data/**/*.txt'], outputs: ['all'] } });
  await project.write('data/a/1.txt', '1');
  const watched = new WatchedProject(t, project);
  await watched.nextRun();
  await mkdir(project.path('data/b'));
  await saveByRename(project, 'data/b/2.txt', '2');
  t.deepEqual(await watched.nextRun(), { join: 'executed' });
  t.is(await project.artifact('join', 'all', 'all'), '12');
  await saveByRename(project, 'data/b/2.txt', '3');
  await watched.nextRun();
  t.is(await project.artifact('join', 'all', 'all'), '13');
  await rm(project.path('data/b'), { recursive: true });
  t.deepEqual(await watched.nextRun(), { join: 'restored' });
});

test('params, their schema, and files that params name', async (t) => {
  const project = await makeProject(t);
  const schema = (more: object) =>
    JSON.stringify({ type: 'object', properties: { from: { type: 'string', inputFile: true }, ...more } });
  const stages = (params: object) => ({ say: { ...STAGES.say, params, paramsSchema: 'params.json' } });
  await writeProgram(project);
  await project.write('params.json', schema({}));
  await project.write('weights.bin', '1');
  await project.writePipeline(stages({ from: 'weights.bin' }));
  const watched = new WatchedProject(t, project);
  await watched.nextRun();
  await saveByRename(project, 'weights.bin', '2');
  t.deepEqual(await watched.nextRun(), { say: 'executed' });
  await saveByRename(project, 'params.json', schema({ size: { default: 3 } }));
  t.deepEqual(await watched.nextRun(), { say: 'executed' });
  await savePipeline(project, stages({ from: 'weights.bin', size: 4 }));
  t.deepEqual(await watched.nextRun(), { say: 'executed' });
});

test('an installed package that a program imports gets another version', async (t) => {
  const project = await makeProject(t);
  const manifest = (version: string) =>
    JSON.stringify({ name: 'dep', version, type: 'module', main: 'i.js' });
  await project.write('node_modules/dep/package.json', manifest('1.0.0'));
  await project.write('node_modules/dep/i.js', `export const word = 'dep';\n`);
  await project.writePipeline(STAGES);
  await project.write('stages/say.ts', PROGRAM.replace('../src/word', 'dep'));
  const watched = new WatchedProject(t, project);
  t.deepEqual(await watched.nextRun(), { say: 'executed' });
  await saveByRename(project, 'node_modules/dep/package.json', manifest('1.1.0'));
  t.deepEqual(await watched.nextRun(), { say: 'executed' });
});

test('a module outside the folder, which breaks, goes away and comes back', async (t) => {
  const outside = await makeProject(t);
  const project = await makeProject(t);
  await outside.write('lib/word.ts', `export const word = 'far';\n`);
  await project.writePipeline(STAGES);
  await project.write('stages/say.ts', PROGRAM.replace('../src/word', outside.path('lib/word.ts')));
  const watched = new WatchedProject(t, project);
  t.deepEqual(await watched.nextRun(), { say: 'executed' });
  await saveByRename(outside, 'lib/word.ts', `export const word = ;\n`);
  t.true((await watched.nextRun()) instanceof Error);
  await saveByRename(outside, 'lib/word.ts', `export const word = 'near';\n`);
  t.deepEqual(await watched.nextRun(), { say: 'executed' });
  await rename(outside.path('lib'), outside.path('elsewhere'));
  t.true((await watched.nextRun()) instanceof Error);
  await rename(outside.path('elsewhere'), outside.path('lib'));
  t.deepEqual(await watched.nextRun(), { say: 'up-to-date' });
  t.is(await project.artifact('say', 'text', 'word'), 'near');
});

test('a wrong pipeline.json is reported once, and the next right one runs', async (t) => {
  const project = await makeProject(t);
  await project.writePipeline(STAGES);
  await writeProgram(project);
  const watched = new WatchedProject(t, project);
  await watched.nextRun();
  await saveByRename(project, 'pipeline.json', '{ "formatVersion": 1, ');
  t.is(((await watched.nextRun()) as { code?: string }).code, 'PIPELINE_INVALID');
  await watched.lookAfter(() => project.write('notes.txt', 'still broken'));
  t.is(watched.runs.length, 2);
  await savePipeline(project, { say: { ...STAGES.say, params: { more: 1 } } });
  t.deepEqual(await watched.nextRun(), { say: 'executed' });
});

test('started on a broken pipeline, it runs once that is mended', async (t) => {
  const project = await makeProject(t);
  await project.writePipeline(STAGES);
  const watched = new WatchedProject(t, project);
  t.true((await watched.nextRun()) instanceof Error);
  await watched.lookAfter(async () => {
    await project.write('src/word.js', `export const word = 'one';\n`);
    await project.write('stages/say.ts', PROGRAM);
  });
  t.deepEqual(watched.runs.at(-1), { say: 'executed' });
});

test('what means nothing starts no run: a touch, a comment, an edited artifact, a new file', async (t) => {
  const project = await makeProject(t);
  await project.writePipeline(STAGES);
  await writeProgram(project);
  const watched = new WatchedProject(t, project);
  await watched.nextRun();
  await watched.lookAfter(() => utimes(project.path('src/word.js'), 1, 1));
  await watched.lookAfter(() => saveByRename(project, 'src/word.js', `// one\nexport const word = 'one';\n`));
  await writeFile(project.path('artifacts/say/text/word'), 'edited');
  await watched.lookAfter(() => project.write('src/other.js', 'export const other = 1;'));
  t.is(watched.runs.length, 1);
});

test('an action that failed is not tried again for what its own run wrote, but for a change', async (t) => {
  const project = await makeProject(t);
  const tries = (code: number) => ({
    try: {
      command: `echo try >> ${project.path('traces')}; touch \${output.o}/x; exit ${code}`,
      outputs: ['o'],
    },
    next: { command: `touch \${output.o}/x`, outputs: ['o'] },
  });
  await project.writePipeline(tries(1));
  const watched = new WatchedProject(t, project, { jobs: 1 });
  await watched.nextRun();
  await watched.lookAfter(() => project.write('traces.log', 'more'));
  t.is(watched.runs.length, 1);
  t.deepEqual(await project.traces(), ['try']);
  await savePipeline(project, tries(0));
  t.deepEqual(await watched.nextRun(), { try: 'executed', next: 'executed' });
});

test('a change while it runs is run afterwards', async (t) => {
  const project = await makeProject(t);
  await project.write('input.txt', 'early');
  const command = 'cat input.txt > ${output.o}/x';
  await project.writePipeline({
    first: { command: 'touch ${output.o}/x', outputs: ['o'] },
    copy: { command, files: ['input.txt'], inputs: { first: 'first/o' }, outputs: ['o'] },
    last: { command: 'touch ${output.o}/x', inputs: { copy: 'copy/o' }, outputs: ['o'] },
  });
  const saves: Promise<void>[] = [];
  const watched = new WatchedProject(t, project, {
    onEvent(event, runNumber) {
      if (runNumber > 0 || event.type !== 'action-finished' || event.action !== 'copy') return;
      saves.push(saveByRename(project, 'input.txt', 'late'));
    },
  });
  await watched.nextRun();
  t.is(saves.length, 1);
  await watched.nextRun();
  t.is(await project.artifact('copy', 'o', 'x'), 'late');
});

test('with --only, changes of what it reads from start nothing', async (t) => {
  const project = await makeProject(t);
  const stages = (word: string) => ({
    up: { command: `echo ${word} > \${output.o}/x`, outputs: ['o'] },
    down: { command: 'cat ${input.up}/x > ${output.o}/x', inputs: { up: 'up/o' }, outputs: ['o'] },
  });
  await project.writePipeline(stages('one'));
  await project.run();
  const watched = new WatchedProject(t, project, { only: ['down'] });
  t.deepEqual(await watched.nextRun(), { down: 'up-to-date' });
  await watched.lookAfter(() => savePipeline(project, stages('two')));
  t.is(watched.runs.length, 1);
});

test('an unresolved merge of the lock stops a run; resolved, it runs', async (t) => {
  const project = await makeProject(t);
  await project.writePipeline(STAGES);
  await writeProgram(project);
  await project.write('pipeline.lock.json', '<<<<<<< HEAD\n');
  const watched = new WatchedProject(t, project, { writeLock: true });
  t.true((await watched.nextRun()) instanceof Error);
  await rm(project.path('pipeline.lock.json'));
  t.deepEqual(await watched.nextRun(), { say: 'executed' });
});

test('watching ends when it is told to, while nothing runs', async (t) => {
  const project = await makeProject(t);
  await project.writePipeline(STAGES);
  await writeProgram(project);
  const watched = new WatchedProject(t, project);
  await watched.nextRun();
  await watched.end();
  t.is(watched.runs.length, 1);
});
