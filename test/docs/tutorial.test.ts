import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { listBlocks } from './read-page.ts';

/** Runs a line of the tutorial as a reader does; `npx pipeline` is the command of this checkout. */
function runLine(folder: string, line: string): Promise<string> {
  const command = line.replace(
    /^npx pipeline\b/,
    `"${process.execPath}" "${resolve('runner/bin/pipeline.js')}"`,
  );
  return new Promise((done) => {
    // A failing command is part of the tutorial: its output says whether it failed as it should.
    execFile('sh', ['-c', command], { cwd: folder }, (_, stdout, stderr) => done(stdout + stderr));
  });
}

/** What differs from run to run, replaced by the same mark in both texts. */
function normalize(text: string, folder: string): string[] {
  return text
    .replaceAll(folder, '/home/you/dice')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z-[0-9a-f]{8}/g, 'RUN')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, 'DATE')
    .replaceAll(/\b[\d.,]+ (ms|s)\b/g, 'TIME')
    .replaceAll(/\b[\d.,]+ (B|KiB)\b/g, 'SIZE')
    .replaceAll(/\d+ jobs?\b/g, 'JOBS')
    .split('\n')
    .map((line) => line.replaceAll(/ +/g, ' ').trim())
    .filter((line) => line !== '' && line !== '…');
}

/** Takes the lines of a diff away and puts the others in, wherever they stand. */
async function applyDiff(t: ExecutionContext, path: string, diff: string): Promise<void> {
  const lines = diff.trimEnd().split('\n');
  const side = (mark: string) =>
    lines
      .filter((line) => line.startsWith(mark) || line.startsWith(' '))
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  const text = await readFile(path, 'utf8');
  t.true(text.includes(side('-')), `${path} does not have\n${side('-')}`);
  await writeFile(
    path,
    text.replaceAll(side('-'), () => side('+')),
  );
}

test('the tutorial gives what it says, step by step', async (t) => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'tutorial-')));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, 'node_modules'));
  await symlink(resolve('runner'), join(folder, 'node_modules', 'robust-pipeline-runner'));
  await writeFile(join(folder, 'package.json'), '{}');

  for (const { language, code, before } of await listBlocks('tutorial.md')) {
    if (language === 'ts') {
      const path = join(folder, /^\/\/ (\S+)\n/.exec(code)![1]!);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, code.slice(code.indexOf('\n') + 1));
    } else if (language === 'diff') {
      await applyDiff(
        t,
        join(
          folder,
          before
            .match(/`([^`]+\.(ts|json))`/g)!
            .at(-1)!
            .slice(1, -1),
        ),
        code,
      );
    } else if (language === 'console') {
      for (const [, line, expected] of code.matchAll(/^\$ (.*)\n((?:(?!\$ ).*\n)*)/gm)) {
        const shown = await runLine(folder, line!);
        const actual = normalize(shown, folder);
        for (const wanted of normalize(expected!, folder)) {
          const place = actual.indexOf(wanted);
          t.true(place >= 0, `$ ${line}\nhas no line\n${wanted}\nin\n${shown}`);
          actual.splice(place, 1);
        }
        // Without an elision the page shows all there is.
        if (!expected!.includes('…')) t.deepEqual(actual, [], line);
      }
    }
  }
});
