// Kills a small study again and again and compares what it ends with: `npm run torture -- --kills 1000 --seed 1 [--json]`.
import { parseArgs } from 'node:util';
import { torture } from '../test/torture/torture.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    parallel: { type: 'string', default: '2' },
    json: { type: 'boolean', default: false },
  },
});
const startedMs = performance.now();
let kills = 0;
const report = await torture({
  kills: Number(values.kills),
  seed: Number(values.seed),
  parallel: Number(values.parallel),
  onStudy: (study) => {
    kills += study.kills.length;
    if (!values.json)
      process.stderr.write(`${kills} kills, study ${study.seed}: ${study.kills.join('; ')}\n`);
    for (const fault of study.faults) process.stderr.write(`FAULT study ${study.seed}: ${fault}\n`);
  },
});
const seconds = Math.round((performance.now() - startedMs) / 1000);
process.stdout.write(
  values.json
    ? `${JSON.stringify({ ...report, seconds })}\n`
    : `${report.kills} kills in ${report.studies} studies, ${report.resumed} resumed, ${report.faults.length} faults, ${seconds} s\n`,
);
process.exitCode = report.faults.length === 0 ? 0 : 1;
