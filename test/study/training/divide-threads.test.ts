import test from 'ava';
import { defineNetwork } from '../../../src/study/networks/network.ts';
import { divideThreads } from '../../../src/study/training/divide-threads.ts';

test('small networks are trained by processes, large ones by threads, and all threads are used', (t) => {
  for (const name of ['lenet', 'blenet']) {
    t.deepEqual(divideThreads(defineNetwork(name, 3), 4), { processes: 4, threads: 1 });
  }
  for (const name of ['alexnet', 'simplecnn', 'balexnet', 'bsimplecnn']) {
    t.deepEqual(divideThreads(defineNetwork(name, 1), 4), { processes: 1, threads: 4 });
  }
});
