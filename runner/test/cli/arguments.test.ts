import { readFile } from 'node:fs/promises';
import test from 'ava';
import { runInProcess } from './run-in-process.ts';

const refuses = test.macro({
  exec: async (t, line: string, message: RegExp) => {
    const { exitCode, stdout, stderr } = await runInProcess(line.split(' '));
    t.is(exitCode, 2);
    t.is(stdout, '');
    t.regex(stderr, message);
    t.notRegex(stderr, /^\s+at /m);
  },
  title: (_, line) => `pipeline ${line} is refused with exit code 2`,
});

test(refuses, 'rnu', /unknown command 'rnu'[\s\S]*Did you mean run\?/);
test(refuses, 'run --job 2', /unknown option '--job'[\s\S]*Did you mean --jobs\?/);
test(refuses, 'run --jobs 0', /Expected a whole number ≥ 1/);
test(refuses, 'run --jobs 1.5', /Expected a whole number ≥ 1/);
test(refuses, 'run --jobs many', /Expected a whole number ≥ 1/);
test(refuses, 'run --reporter xml', /Allowed choices are listr, plain, json/);
test(refuses, 'graph --format pdf', /Allowed choices are mermaid, dot, json, svg/);
test(refuses, 'explain', /missing required argument 'action'/);
test(refuses, '-C /no/such/folder status', /There is no folder '\/no\/such\/folder'/);
test(refuses, 'run --watch --frozen', /--watch .* takes no --frozen/);
test(refuses, 'run --watch --dry-run --force', /--watch .* takes no --force or --dry-run/);
test(refuses, 'run --check-determinism --watch', /--watch .* takes no --check-determinism/);
test(refuses, 'cache sise', /Did you mean size\?/);

test('no command at all prints the help and is refused', async (t) => {
  const { exitCode, stderr } = await runInProcess([]);
  t.is(exitCode, 2);
  t.regex(stderr, /^Usage: pipeline/);
});

test('--help lists every command with examples and exit codes', async (t) => {
  const { exitCode, stdout, stderr } = await runInProcess(['--help']);
  t.is(exitCode, 0);
  t.is(stderr, '');
  for (const command of ['run', 'status', 'explain', 'graph', 'log', 'init']) {
    t.regex(stdout, new RegExp(`^  ${command}\\b`, 'm'));
  }
  t.regex(stdout, /Examples:/);
  t.regex(stdout, /Exit codes: 0 done/);
});

test('--version prints the version of the package', async (t) => {
  const { version } = JSON.parse(await readFile('runner/package.json', 'utf8')) as { version: string };
  t.deepEqual(await runInProcess(['--version']), { exitCode: 0, stdout: `${version}\n`, stderr: '' });
});
