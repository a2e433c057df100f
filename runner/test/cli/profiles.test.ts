import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { runInProcess } from './run-in-process.ts';
import { createStudy } from './start-command.ts';

const say = {
  command: 'echo ${axis.word} ${profile} ${params.times} > ${output.out}/word',
  axes: { word: ['a'] },
  params: { times: 1 },
  outputs: ['out'],
};
const profiles = {
  plain: {},
  words: { stages: { say: { axes: { word: ['a', 'b'] } } } },
  twice: { stages: { say: { axes: { side: ['left', 'right'] }, params: { times: 2 } } } },
};

/** Runs the command in a study with three profiles, as its user would. */
async function createProfiles(t: ExecutionContext) {
  const folder = await createStudy(t, { say });
  const file = join(folder, 'pipeline.json');
  const document = { ...JSON.parse(await readFile(file, 'utf8')), defaultProfile: 'plain', profiles };
  await writeFile(file, JSON.stringify(document));
  const pipeline = (...args: string[]) => runInProcess(['-C', folder, ...args]);
  const read = (path: string) => readFile(join(folder, path), 'utf8');
  const write = (path: string, text: string) => writeFile(join(folder, path), text);
  return { pipeline, read, write };
}

const BOTH = ['--profile', 'words', '-p', 'twice'];

test('--profile twice applies both in order; the run and the lock name them as words+twice', async (t) => {
  const { pipeline, read } = await createProfiles(t);
  const run = await pipeline('run', ...BOTH, '--reporter', 'plain');
  t.is(run.exitCode, 0);
  t.regex(run.stdout, /^profile words\+twice: 4 actions/m);
  t.is(await read('artifacts/say/b/right/out/word'), 'b words+twice 2\n');
  await pipeline('run');
  const lock = JSON.parse(await read('pipeline.lock.json'));
  t.deepEqual(Object.keys(lock.profiles), ['plain', 'words+twice']);
  t.deepEqual(Object.keys(lock.profiles['words+twice']), [
    'say/a/left',
    'say/a/right',
    'say/b/left',
    'say/b/right',
  ]);
});

test('the name that is shown can be given instead', async (t) => {
  const { pipeline } = await createProfiles(t);
  await pipeline('run', ...BOTH);
  const { stdout } = await pipeline('run', '--profile', 'words+twice', '--reporter', 'plain');
  t.regex(stdout, /4 up to date/);
});

for (const [command, shown] of [
  [['status'], /^profile words\+twice$/m],
  [['status', '--json'], /"profile": ?"words\+twice"/],
  [['graph', '--json'], /"profile": ?"words\+twice"/],
  [['lock'], /4 actions of profile words\+twice/],
  [['lock', '--check'], /agrees with all 4 actions of profile words\+twice/],
  [['diff', 'pipeline.lock.json'], /^A: .*profile words\+twice$/m],
  [['explain', 'say/b/right'], /say\/b\/right/],
] as const) {
  test.serial(`${command.join(' ')} takes several profiles`, async (t) => {
    const { pipeline } = await createProfiles(t);
    await pipeline('run', ...BOTH);
    const { exitCode, stdout } = await pipeline(...command, ...BOTH);
    t.is(exitCode, 0);
    t.regex(stdout, shown);
  });
}

test('artifacts of a combination that the lock names belong to the pipeline', async (t) => {
  const { pipeline } = await createProfiles(t);
  const listOrphans = async () => JSON.parse((await pipeline('status', '--json')).stdout).orphans;
  await pipeline('run', ...BOTH, '--no-lock');
  t.deepEqual(await listOrphans(), ['say/b/left', 'say/b/right']);
  await pipeline('run', ...BOTH);
  t.deepEqual(await listOrphans(), []);
});

test('status goes on beside a lock file that git could not merge', async (t) => {
  const { pipeline, write } = await createProfiles(t);
  await pipeline('run', ...BOTH);
  await write('pipeline.lock.json', '<<<<<<< HEAD\n');
  const { exitCode, stdout } = await pipeline('status', '--json');
  t.is(exitCode, 0);
  t.deepEqual(JSON.parse(stdout).orphans, ['say/b/left', 'say/b/right']);
});

test('one of several that is not there is an error of the request', async (t) => {
  const { pipeline } = await createProfiles(t);
  const { exitCode, stderr } = await pipeline('run', '--profile', 'words', '--profile', 'twise');
  t.is(exitCode, 2);
  t.regex(stderr, /There is no profile "twise".*\n.*did you mean "twice"\?/);
});
