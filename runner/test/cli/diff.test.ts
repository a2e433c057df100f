import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { runInProcess } from './run-in-process.ts';
import { createStudy } from './start-command.ts';

async function createTwoRuns(t: ExecutionContext): Promise<string> {
  const folder = await createStudy(t, {
    table: { command: 'cp source ${output.out}/t.csv', files: ['source'], outputs: ['out'] },
  });
  await writeFile(join(folder, 'source'), 'name,accuracy\nx,0.5\ny,1\n');
  await runInProcess(['-C', folder, 'run']);
  await writeFile(join(folder, 'source'), 'name,accuracy\nx,0.501\ny,1\n');
  await runInProcess(['-C', folder, 'run']);
  return folder;
}

test('diff says what changed and why, exits 1; within the tolerance 0; without such a side 2', async (t) => {
  const folder = await createTwoRuns(t);
  const { exitCode, stdout } = await runInProcess(['-C', folder, 'diff', 'latest~1', 'latest']);
  t.is(exitCode, 1);
  t.regex(stdout, /^table: 1 action differs: file source changed/m);
  t.regex(
    stdout,
    /out\/t\.csv: 1 of 2 cells differ, largest difference 0\.001 at accuracy of name=x \(0\.5 → 0\.501, 0\.2%\)/,
  );
  t.regex(stdout, /^1 differ, 0 unchanged$/m);
  for (const tolerance of [
    ['-t', '1e-2'],
    ['-t', 'rel:1e-2'],
    ['-t', '1e-9', '--tolerance', '1%'],
  ]) {
    const close = await runInProcess(['-C', folder, 'diff', 'latest~1', 'latest', ...tolerance]);
    t.is(close.exitCode, 0);
    t.regex(close.stdout, /\(within the tolerance\)/);
  }
  t.is((await runInProcess(['-C', folder, 'diff', 'latest', 'present'])).exitCode, 0);
  t.is((await runInProcess(['-C', folder, 'diff', 'nobody'])).exitCode, 2);
  t.is((await runInProcess(['-C', folder, 'diff', '-t', 'much'])).exitCode, 2);
  t.is((await runInProcess(['-C', folder, 'diff', '--html', 'none/x.html'])).exitCode, 2);
});

test('diff --json is one document, --html one page beside it', async (t) => {
  const folder = await createTwoRuns(t);
  const { stdout } = await runInProcess(['-C', folder, 'diff', 'latest~1', '--json', '--html', 'page.html']);
  t.like(JSON.parse(stdout), {
    isDifferent: true,
    b: { kind: 'present' },
    groups: [{ stage: 'table', verdict: 'differs', actions: ['table'] }],
  });
  t.regex(await readFile(join(folder, 'page.html'), 'utf8'), /^<!doctype html>[\s\S]*name=x/);
});

test('diff --select leaves the rest out', async (t) => {
  const folder = await createTwoRuns(t);
  t.is((await runInProcess(['-C', folder, 'diff', 'latest~1', '--select', 'tabel'])).exitCode, 2);
  t.is((await runInProcess(['-C', folder, 'diff', 'latest~1', '--select', 'table'])).exitCode, 1);
});
