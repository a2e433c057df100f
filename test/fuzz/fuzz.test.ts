import test from 'ava';
import { GROUPS, runFuzz } from './run-fuzz.ts';

const CASES = { pipeline: 120, store: 400, tensors: 300 };

for (const group of Object.keys(GROUPS) as (keyof typeof GROUPS)[]) {
  test(`whatever the ${group} targets read, they give a right result or a typed error`, async (t) => {
    t.timeout(180_000);
    const reports = await runFuzz(group, { cases: CASES[group], seed: 20261123 });
    t.true(reports.length > 4);
    t.deepEqual(
      reports.filter(({ failure }) => failure !== undefined),
      [],
    );
  });
}
