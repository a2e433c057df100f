// The copies of a project as shell lines, started as src/execute/run-command.ts starts them, with nothing kept of them:
// what is left of a run when hashing, saving, recording and placing are taken away.
// node bare/commands.mjs FOLDER COUNT JOBS
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { $ } from 'zx/core';
import { runInLanes } from './run-in-lanes.mjs';

const [folder, count, jobs] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
mkdirSync(join(folder, 'bare'));

await runInLanes(count, jobs, () => async (item) => {
  const log = openSync(join(folder, 'bare', `${item}.log`), 'a');
  const shell = $({
    cwd: folder,
    env: { PATH: process.env.PATH },
    stdio: ['ignore', log, log],
    detached: true,
    nothrow: true,
    quiet: true,
  });
  const line = [`cp data/${item}.bin bare/${item}.bin`];
  const { exitCode } = await shell(Object.assign(line, { raw: line }));
  closeSync(log);
  if (exitCode !== 0) throw new Error(`The copy of ${item} ended with ${exitCode}.`);
});
