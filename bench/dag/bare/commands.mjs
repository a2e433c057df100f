// The copies of a project as shell lines, started as src/execute/run-command.ts starts them, with nothing kept of them:
// what is left of a run when hashing, saving, recording and placing are taken away.
// node bare/commands.mjs INTO COUNT JOBS   (in the project's folder; INTO is an empty folder below it)
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { $ } from 'zx/core';
import { runInLanes } from './run-in-lanes.mjs';

const [into, count, jobs] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];

await runInLanes(count, jobs, () => async (item) => {
  const log = openSync(join(into, `${item}.log`), 'a');
  const shell = $({
    cwd: process.cwd(),
    env: { PATH: process.env.PATH },
    stdio: ['ignore', log, log],
    detached: true,
    nothrow: true,
    quiet: true,
  });
  const line = [`cp data/${item}.bin ${into}/${item}.bin`];
  const { exitCode } = await shell(Object.assign(line, { raw: line }));
  closeSync(log);
  if (exitCode !== 0) throw new Error(`The copy of ${item} ended with ${exitCode}.`);
});
