import test from 'ava';
import { canSeeProcesses } from './processes.ts';
import { torture } from './torture.ts';

const linuxOnly = canSeeProcesses ? test.serial : test.serial.skip;

linuxOnly('killed at many moments and run again, a study ends as if nobody had touched it', async (t) => {
  t.timeout(280_000);
  const { kills, resumed, faults } = await torture({ kills: 55, seed: 1, parallel: 3 });
  t.deepEqual(faults, []);
  t.true(kills >= 55);
  // Else no kill would have hit a checkpointing action in its middle.
  t.true(resumed > 0);
});
