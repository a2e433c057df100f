import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { runInProcess } from './run-in-process.ts';
import { createStudy } from './start-command.ts';

const stages = {
  make: { command: 'cat source > ${output.out}/file', files: ['source'], outputs: ['out'] },
  copy: {
    command: 'cp ${input.from}/file ${output.out}/',
    inputs: { from: 'make/out' },
    params: { x: 0 },
    outputs: ['out'],
  },
};

async function createChain(t: import('ava').ExecutionContext): Promise<string> {
  const folder = await createStudy(t, stages);
  await writeFile(join(folder, 'source'), 'one');
  return folder;
}

const readLock = (folder: string) => readFile(join(folder, 'pipeline.lock.json'), 'utf8');

test('run writes the lock; --no-lock, --dry-run and --set do not', async (t) => {
  const folder = await createChain(t);
  for (const options of [['--no-lock'], ['--dry-run'], ['--set', 'copy.x=1']]) {
    await runInProcess(['-C', folder, 'run', ...options]);
    await t.throwsAsync(readLock(folder), { code: 'ENOENT' });
  }
  t.is((await runInProcess(['-C', folder, 'run'])).exitCode, 0);
  t.regex(await readLock(folder), /^ {6}"copy": /m);
});

test('run --frozen exits 0 where all is as locked, 1 with a line for each action that is not', async (t) => {
  const folder = await createChain(t);
  await runInProcess(['-C', folder, 'run']);
  await rm(join(folder, 'artifacts'), { recursive: true });
  t.is((await runInProcess(['-C', folder, 'run', '--frozen'])).exitCode, 0);
  await writeFile(join(folder, 'source'), 'two');
  const plain = await runInProcess(['-C', folder, 'run', '--frozen', '--reporter', 'plain']);
  t.is(plain.exitCode, 1);
  t.regex(plain.stdout, /^make: failed after .*\n {2}file source changed/m);
  const { exitCode, stdout } = await runInProcess(['-C', folder, 'run', '--frozen', '--json']);
  t.is(exitCode, 1);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  t.like(lines[0], {
    type: 'action',
    action: 'make',
    outcome: 'failed',
    error: { code: 'LOCK_KEY_DIFFERS' },
  });
  t.like(lines[1], { type: 'action', action: 'copy', outcome: 'up-to-date' });
  t.like(lines[2], { type: 'run', ok: false, executed: 0, failed: 1, upToDate: 1 });
  t.is(lines.length, 3);
});

test('--frozen with what would run something is refused', async (t) => {
  const folder = await createChain(t);
  for (const options of [['--force'], ['--keep-edits'], ['--dry-run'], ['--set', 'copy.x=1']]) {
    const { exitCode, stderr } = await runInProcess(['-C', folder, 'run', '--frozen', ...options]);
    t.is(exitCode, 2);
    t.regex(stderr, new RegExp(`--frozen runs nothing and takes no ${options[0]}`));
  }
});

test('an unresolved merge is said with its line, exit code 2', async (t) => {
  const folder = await createChain(t);
  await writeFile(join(folder, 'pipeline.lock.json'), '{\n<<<<<<< HEAD\n');
  for (const command of [['run'], ['run', '--frozen'], ['lock'], ['lock', '--check']]) {
    const { exitCode, stderr } = await runInProcess(['-C', folder, ...command]);
    t.is(exitCode, 2, command.join(' '));
    t.regex(stderr, /^pipeline\.lock\.json:2:1 This merge conflict is not resolved/);
  }
  t.is(await readLock(folder), '{\n<<<<<<< HEAD\n');
});

test('lock writes what the cache has; lock --check compares keys, in words and as JSON', async (t) => {
  const folder = await createChain(t);
  const early = await runInProcess(['-C', folder, 'lock']);
  t.is(early.exitCode, 1);
  t.regex(early.stderr, /No present result in the cache: make, copy\nhint: npx pipeline run/);
  await runInProcess(['-C', folder, 'run', '--no-lock']);
  t.is(
    (await runInProcess(['-C', folder, 'lock'])).stdout,
    'pipeline.lock.json now has 2 actions of profile all\n',
  );
  t.is((await runInProcess(['-C', folder, 'lock', '--check'])).exitCode, 0);
  await writeFile(join(folder, 'source'), 'two');
  const { exitCode, stdout } = await runInProcess(['-C', folder, 'lock', '--check']);
  t.is(exitCode, 1);
  t.regex(stdout, /^make: file source changed/);
  const json = JSON.parse((await runInProcess(['-C', folder, 'lock', '--check', '--json'])).stdout);
  t.like(json, {
    profile: 'all',
    ok: false,
    checked: 2,
    findings: [{ action: 'make', code: 'LOCK_KEY_DIFFERS' }],
  });
});
