// The copies of a project in child processes that take one at a time over Node's channel, with nothing kept of them.
// node bare/programs.mjs INTO COUNT JOBS   (in the project's folder; INTO is an empty folder below it)
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInLanes } from './run-in-lanes.mjs';

const [into, count, jobs] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];

const workers = [];
await runInLanes(count, jobs, () => {
  const worker = fork(fileURLToPath(new URL('worker.mjs', import.meta.url)));
  workers.push(worker);
  return async (item) => {
    worker.send({ from: `data/${item}.bin`, to: join(into, `${item}.bin`) });
    const [{ error }] = await once(worker, 'message');
    if (error !== undefined) throw new Error(error);
  };
});
for (const worker of workers) worker.disconnect();
