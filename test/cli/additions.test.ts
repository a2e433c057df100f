import { resolve } from 'node:path';
import test from 'ava';
import { readDistribution } from '../../runner/src/cli/distribution.ts';
import { runInProcess } from '../../runner/test/cli/run-in-process.ts';
import { additions } from '../../src/cli/additions.ts';

const study = readDistribution(resolve('.'), additions);

test("the study's command is the runner's with one more", async (t) => {
  const [own, runner] = await Promise.all([runInProcess(['--help'], {}, study), runInProcess(['--help'])]);
  t.regex(own.stdout, /^ {2}engine\b/m);
  t.notRegex(runner.stdout, /^ {2}engine\b/m);
  t.regex(own.stdout, /^ {2}run\b/m);
});

test('a slip of the pen in a command of the study is refused with exit code 2', async (t) => {
  const { exitCode, stderr } = await runInProcess(['engine', 'lst'], {}, study);
  t.is(exitCode, 2);
  t.regex(stderr, /Did you mean list\?/);
});

test('engine list names each engine and says which one stages compute with', async (t) => {
  const { exitCode, stdout } = await runInProcess(['engine', 'list'], {}, study);
  t.is(exitCode, 0);
  for (const name of ['tensorflow', 'tensorflow-gpu', 'wasm'])
    t.regex(stdout, new RegExp(`^${name}[ :]`, 'm'));
  t.regex(stdout, /^stages compute with \S+: /m);
});
