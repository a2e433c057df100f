// Gives hostile input to everything that reads what others wrote:
//   npx tsx scripts/fuzz.ts --cases 10000 --seed 1 [--target npy]
import { parseArgs } from 'node:util';
import { GROUPS, runFuzz } from '../test/fuzz/run-fuzz.ts';

const { values } = parseArgs({
  options: { cases: { type: 'string' }, seed: { type: 'string' }, target: { type: 'string' } },
});
const options = {
  cases: Number(values.cases ?? 10_000),
  seed: Number(values.seed ?? 1),
  only: values.target,
};
for (const group of Object.keys(GROUPS) as (keyof typeof GROUPS)[]) {
  for (const { target, cases, failure } of await runFuzz(group, options)) {
    process.stdout.write(`${target}: ${failure === undefined ? `${cases} cases` : `FAILED\n${failure}`}\n`);
    if (failure !== undefined) process.exitCode = 1;
  }
}
