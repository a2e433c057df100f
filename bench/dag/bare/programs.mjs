// The copies of a project in child processes that take one at a time over Node's channel, with nothing kept of them.
// node bare/programs.mjs FOLDER COUNT JOBS
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInLanes } from './run-in-lanes.mjs';

const [folder, count, jobs] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
mkdirSync(join(folder, 'bare'));

const workers = [];
await runInLanes(count, jobs, () => {
  const worker = fork(fileURLToPath(new URL('worker.mjs', import.meta.url)));
  workers.push(worker);
  return async (item) => {
    worker.send({ from: join(folder, `data/${item}.bin`), to: join(folder, `bare/${item}.bin`) });
    const [{ error }] = await once(worker, 'message');
    if (error !== undefined) throw new Error(error);
  };
});
for (const worker of workers) worker.disconnect();
