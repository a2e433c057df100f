import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mock } from 'node:test';
import test, { type ExecutionContext } from 'ava';
import { ActionError, ActionInterrupted } from '../../../src/execute/errors.ts';
import { type CommandTask, runCommand } from '../../../src/execute/worker/run-command.ts';
import type { CommandLine } from '../../../src/pipeline/command-line.ts';
import { findShellPlaces } from '../../../src/pipeline/expand/shell-places.ts';

const PATH = process.env.PATH ?? '';

/** A command that has templates of folders alone. */
function readCommand(command: string): CommandLine {
  const parts: CommandLine[number][] = [];
  let end = 0;
  for (const [index, place] of findShellPlaces(command, (name) => /^(?:in|out)put\./.test(name))) {
    const [template, folder = '', name = ''] = /^\$\{(\w+)\.(\w+)\}/.exec(command.slice(index)) ?? [''];
    parts.push(command.slice(end, index), { folder: folder as 'input' | 'output', name, place });
    end = index + template.length;
  }
  return [...parts, command.slice(end)];
}

async function makeTask(
  t: ExecutionContext,
  command: string,
  more: Partial<CommandTask> = {},
): Promise<CommandTask> {
  // A folder with a blank and a quote in its name: quoting is the runner's work.
  const cwd = await mkdtemp(join(tmpdir(), "command it's "));
  t.teardown(() => rm(cwd, { recursive: true, force: true }));
  const folders = { input: { table: join(cwd, 'in put') }, output: { summary: join(cwd, 'out put') } };
  for (const folder of [folders.input.table, folders.output.summary]) await mkdir(folder);
  await writeFile(join(folders.input.table, 'table.csv'), 'a\nb\n');
  const never = new AbortController().signal;
  return {
    action: 'count',
    command: readCommand(command),
    folders,
    environment: { PATH },
    cwd,
    logPath: join(cwd, 'log'),
    timeoutMs: undefined,
    signals: { stop: never, kill: never },
    ...more,
  };
}

/**
 * A pipe `held` in the task's folder. Whoever opens it for writing holds it open, and so does everything that it starts:
 * the pipe ends when none of them runs any more.
 */
function makeHeldPipe(task: CommandTask): { begun: Promise<unknown>; ended: Promise<unknown> } {
  const path = join(task.cwd, 'held');
  execFileSync('mkfifo', [path]);
  const pipe = createReadStream(path);
  return { begun: once(pipe, 'data'), ended: once(pipe, 'end') };
}

test('folders are filled in and quoted', async (t) => {
  const task = await makeTask(
    t,
    'wc -l < ${input.table}/table.csv > ${output.summary}/count && pwd > ${output.summary}/pwd',
  );
  await runCommand(task);
  t.is((await readFile(join(task.folders.output.summary ?? '', 'count'), 'utf8')).trim(), '2');
  t.is((await readFile(join(task.folders.output.summary ?? '', 'pwd'), 'utf8')).trim(), task.cwd);
});

for (const [where, command] of [
  ['without quotes', 'cat ${input.parts}'],
  ['in double quotes', 'for one in "${input.first}" "${input.second}"; do cat "$one"; done'],
  ['in single quotes', "bash -c 'cat \"$@\"' _ '${input.first}' '${input.second}'"],
] as const) {
  test(`any folder is seen as it is ${where}, several as several arguments`, async (t) => {
    const task = await makeTask(t, command);
    const names = ['$HOME `x` "y" \'z\' \\', 'line\nbreak ~ * ${input.first}'];
    const parts = names.map((name) => join(task.cwd, name));
    for (const [index, part] of parts.entries()) await writeFile(part, `${index}`);
    const input = { parts, first: parts[0]!, second: parts[1]! };
    await runCommand({ ...task, folders: { input, output: {} } });
    t.is(await readFile(task.logPath, 'utf8'), '01');
  });
}

test("the shell's own ${…} and pipes work", async (t) => {
  const task = await makeTask(t, 'x=hello; echo "${x}" | tr a-z A-Z');
  await runCommand(task);
  t.is(await readFile(task.logPath, 'utf8'), 'HELLO\n');
});

test('it sees the given environment only', async (t) => {
  const task = await makeTask(t, 'env', { environment: { PATH, MODE: 'fast' } });
  await runCommand(task);
  const names = (await readFile(task.logPath, 'utf8')).split('\n').map((line) => line.split('=')[0]);
  t.true(names.includes('MODE'));
  t.false(names.includes('HOME'));
});

test('an exit code other than 0 is an error, and the output is in the log', async (t) => {
  const task = await makeTask(t, 'echo to-out; echo to-err >&2; exit 3');
  const error = await t.throwsAsync(runCommand(task), { instanceOf: ActionError });
  t.is(error?.code, 'COMMAND_FAILED');
  t.regex(error?.message ?? '', /exit code 3/);
  t.is(await readFile(task.logPath, 'utf8'), 'to-out\nto-err\n');
});

test('a failure inside a pipe is a failure', async (t) => {
  await t.throwsAsync(runCommand(await makeTask(t, 'false | cat')), { instanceOf: ActionError });
});

// Alone, because it replaces the timer of the command's time limit.
test.serial('a command over its time is killed with all it started', async (t) => {
  const task = await makeTask(t, 'exec 9> held; sleep 1000 & echo begun >&9; wait', { timeoutMs: 60_000 });
  const held = makeHeldPipe(task);
  mock.timers.enable({ apis: ['setTimeout'] });
  t.teardown(() => mock.timers.reset());
  const failure = t.throwsAsync(runCommand(task), { instanceOf: ActionError });
  await held.begun;
  mock.timers.tick(60_000);
  t.is((await failure)?.code, 'ACTION_TIMEOUT');
  await held.ended;
});

test('what a command leaves running ends with it, and its own wait does not wait for the guard', async (t) => {
  const task = await makeTask(t, 'exec 9> held; echo begun >&9; (sleep 1000 &); true & wait; jobs');
  const held = makeHeldPipe(task);
  await Promise.all([runCommand(task), held.begun]);
  await held.ended;
  t.is(await readFile(task.logPath, 'utf8'), '');
});

test('a log that a command floods is cut to its beginning and its end', async (t) => {
  const task = await makeTask(t, 'echo first; seq 15000000; echo last');
  await runCommand(task);
  const log = await readFile(task.logPath, 'utf8');
  t.true(log.length <= 16 * 1024 * 1024, `${log.length} bytes`);
  t.true(log.startsWith('first\n'));
  t.true(log.endsWith('15000000\nlast\n'));
  const [, leftOutMiB] = /\n\[log cut here: about (\d+) MiB left out\]/.exec(log) ?? [];
  const whole = log.length / 1024 / 1024 + Number(leftOutMiB);
  t.true(Math.abs(whole - 123_888_897 / 1024 / 1024) < 25, `${leftOutMiB} MiB left out`);
});

test('a stop ends it as interrupted, not as failed', async (t) => {
  const stop = new AbortController();
  const task = await makeTask(t, 'kill -TERM $$; sleep 1000', {
    signals: { stop: stop.signal, kill: new AbortController().signal },
  });
  stop.abort();
  await t.throwsAsync(runCommand(task), { instanceOf: ActionInterrupted });
});

for (const [command, hint] of [
  ['seq 1 1000000 | head -3', /pipe whose reader had ended.*pipefail/],
  ['no-such-program', /was not found/],
  ['touch script; ./script', /may not be executed/],
  ['exit 137', /ran out of memory/],
  ['kill -KILL $$', /ran out of memory/],
] as const) {
  test(`the failure of '${command}' comes with a hint`, async (t) => {
    const error = await t.throwsAsync(runCommand(await makeTask(t, command)), { instanceOf: ActionError });
    t.regex((error as ActionError).hint ?? '', hint);
  });
}

for (const command of [
  'seq 1 1000000 | sed -n 1,3p',
  '{ seq 1 1000000 || [ $? = 141 ]; } | head -3',
  'false || true; echo ${NOT_SET:-default}',
]) {
  test(`the docs' way round a strict shell works: ${command}`, async (t) => {
    await t.notThrowsAsync(runCommand(await makeTask(t, command)));
  });
}
