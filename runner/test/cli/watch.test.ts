import type { ChildProcess } from 'node:child_process';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { createStudy, startCommand } from './start-command.ts';

const STAGES = { say: { program: 'say.mjs', outputs: ['text'] } };

function program(word: string): string {
  return `import { writeFileSync } from 'node:fs';
export default async ({ outputs }) => writeFileSync(outputs.text + '/word', '${word}');
`;
}

function saveByRename(path: string, content: string): void {
  writeFileSync(`${path}~`, content);
  renameSync(`${path}~`, path);
}

/** Does one thing after another, each when the command has begun to wait again. */
function stepByStep(steps: readonly ((child: ChildProcess) => void)[]) {
  let done = 0;
  return (text: string, child: ChildProcess): void => {
    const waits = text.split(/^watching \d+ folders?; Ctrl-C ends$/m).length - 1;
    while (done < Math.min(waits, steps.length)) steps[done++]?.(child);
  };
}

test('run --watch reruns what a saved module touches, outlives a broken pipeline.json, and ends with 130', async (t) => {
  const study = await createStudy(t, STAGES);
  await writeFile(join(study, 'say.mjs'), program('one'));
  const pipelineFile = join(study, 'pipeline.json');
  const document = readFileSync(pipelineFile, 'utf8');
  const { exitCode, stdout, stderr } = await startCommand(['-C', study, 'run', '--watch', '--json'], {
    onErrors: stepByStep([
      () => saveByRename(join(study, 'say.mjs'), program('two')),
      () => saveByRename(pipelineFile, document.replace('"outputs"', '"output"')),
      () => saveByRename(pipelineFile, document.replace('"seed": 1', '"seed": 2')),
      (child) => child.kill('SIGINT'),
    ]),
  });
  t.is(exitCode, 130);
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string; executed?: number });
  t.deepEqual(
    lines.map(({ type, executed }) => [type, executed]),
    [1, 2, 3].flatMap(() => [
      ['action', undefined],
      ['run', 1],
    ]),
  );
  t.is(await readFile(join(study, 'artifacts/say/text/word'), 'utf8'), 'two');
  t.is(stderr.match(/^pipeline\.json:\d+:\d+ .*output/gm)?.length, 1, stderr);
  t.notRegex(stderr, /^\s+at /m);
});

test('run --watch in plain lines says that it waits; interrupted while it runs, it stops that and ends', async (t) => {
  const study = await createStudy(t, {
    slow: { command: 'sleep 600', outputs: ['o'], files: ['input'] },
    quick: { command: 'touch ${output.o}/x', outputs: ['o'] },
  });
  await writeFile(join(study, 'input'), '1');
  const { exitCode, stdout } = await startCommand(
    ['-C', study, 'run', '--watch', '--reporter', 'plain', 'quick'],
    {
      onOutput: stepByStep([(child) => child.kill('SIGTERM')]),
    },
  );
  t.is(exitCode, 130);
  t.regex(stdout, /^done: 1 executed .*\nwatching 1 folder; Ctrl-C ends\n$/m);
  let isStopped = false;
  const slow = await startCommand(['-C', study, 'run', '--watch', '--reporter', 'plain', 'slow'], {
    onOutput(text, child) {
      if (isStopped || !text.includes('slow: started')) return;
      isStopped = true;
      child.kill('SIGINT');
    },
  });
  t.is(slow.exitCode, 130);
  t.regex(slow.stdout, /^interrupted: /m);
});

test('run --watch shows a failed action and goes on watching', async (t) => {
  const study = await createStudy(t, { fail: { command: 'touch ${output.o}/x; exit 3', outputs: ['o'] } });
  const file = join(study, 'pipeline.json');
  const mended = readFileSync(file, 'utf8').replace('exit 3', 'exit 0');
  const { exitCode, stdout } = await startCommand(['-C', study, 'run', '--watch', '--reporter', 'plain'], {
    onOutput: stepByStep([() => saveByRename(file, mended), (child) => child.kill('SIGINT')]),
  });
  t.is(exitCode, 130);
  t.regex(stdout, /^failed: 1 failed[\s\S]*^done: 1 executed/m);
});
