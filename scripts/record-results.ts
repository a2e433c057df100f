/**
 * Keeps the results of the last report as results/<profile>.json, so that other reports can `compare` with them:
 * `npx tsx scripts/record-results.ts [--machine "2 cores, CPU"] [--artifacts FOLDER] [--to FOLDER]`
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readRecord } from '../src/report/record/read-record.ts';
import { formatRecord } from '../src/report/record/write-record.ts';

const { values } = parseArgs({
  options: {
    machine: { type: 'string' },
    artifacts: { type: 'string', default: 'artifacts' },
    to: { type: 'string', default: 'results' },
  },
});
const results = await readRecord(path.join(values.artifacts, 'report/report/results.json'));
if (!/^[\w.-]+$/.test(results.profile)) {
  throw new Error(
    `The report was made under no profile, or one that makes no file name: "${results.profile}"`,
  );
}
const text = formatRecord({ ...results, machine: values.machine ?? results.machine });
const file = path.join(values.to, `${results.profile}.json`);
await mkdir(values.to, { recursive: true });
await writeFile(file, text);
console.log(`${file}: ${results.table.rows.length} cells, ${Math.ceil(text.length / 1024)} KiB`);
