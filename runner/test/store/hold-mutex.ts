import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '../../src/store/store.ts';

// A process of mutex.test.ts. `hold`: takes the mutex, says so and waits to be killed. `count`: takes it again and again,
// and exits with 3 if it ever finds another process inside.
const [cacheDir = '', mode = '', rounds = '1'] = process.argv.slice(2);
const inside = join(cacheDir, 'inside');
const store = openStore({ cacheDir });
if (mode === 'hold') {
  await store.acquireMutex('counter');
  process.stdout.write('held\n');
  await new Promise((resolve) => setTimeout(resolve, 600_000));
}
for (let round = 0; round < Number(rounds); round++) {
  const mutex = await store.acquireMutex('counter');
  writeFileSync(inside, `${process.pid}`);
  await sleep(1);
  if (readFileSync(inside, 'utf8') !== `${process.pid}`) process.exit(3);
  mutex.release();
}
process.stdout.write('done\n');
store.close();
