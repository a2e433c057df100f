import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { collectCacheGarbage } from '../../../src/execute/index.ts';
import { loadPipeline } from '../../../src/pipeline/load.ts';

// A process of the tests: collects again and again, as hard as it can, until its standard input ends. Says `round`
// after each round, and at last how many results and files it removed. With a second argument N it kills
// itself just before its Nth change to a file or folder, in the middle of whatever it is doing.
const CHANGES = [
  'appendFileSync',
  'linkSync',
  'mkdirSync',
  'renameSync',
  'rmSync',
  'unlinkSync',
  'writeFileSync',
  'writeSync',
] as const;
const [baseDir = '', killAt = ''] = process.argv.slice(2);
if (killAt !== '') killBeforeChange(Number(killAt));
const graph = await loadPipeline({ baseDir });
let stopped = false;
process.stdin.on('end', () => {
  stopped = true;
});
process.stdin.resume();
let results = 0;
let files = 0;
while (!stopped) {
  const { removed } = await collectCacheGarbage(graph, { maxBytes: 0, keepRuns: 0, dryRun: false });
  results += removed.filter(({ kind }) => kind === 'result').length;
  files += removed.filter(({ kind }) => kind === 'file').length;
  process.stdout.write('round\n');
  await new Promise((resolve) => setImmediate(resolve));
}
process.stdout.write(`${JSON.stringify({ results, files })}\n`);

function killBeforeChange(nth: number): void {
  let changes = 0;
  for (const name of CHANGES) {
    const change = fs[name] as (...args: unknown[]) => unknown;
    Object.assign(fs, {
      [name]: (...args: unknown[]) => {
        changes += 1;
        if (changes === nth) process.kill(process.pid, 'SIGKILL');
        return change(...args);
      },
    });
  }
  syncBuiltinESMExports();
}
