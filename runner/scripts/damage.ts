// Damages a finished pipeline again and again, and checks that all of it is found and healed:
//   npx tsx runner/scripts/damage.ts --cases 1000 --seed 1
import { parseArgs } from 'node:util';
import { runDamageCases } from '../test/damage/run-damage-cases.ts';

const { values } = parseArgs({ options: { cases: { type: 'string' }, seed: { type: 'string' } } });
const { cases, damages, failures } = await runDamageCases({
  cases: Number(values.cases ?? 1000),
  seed: Number(values.seed ?? 1),
});
for (const failure of failures) process.stdout.write(`${failure}\n\n`);
process.stdout.write(`${cases} cases, ${damages} damages, ${failures.length} not found or not healed\n`);
process.exitCode = failures.length === 0 ? 0 : 1;
