import { collectCacheGarbage } from '../../../src/execute/index.ts';
import { loadPipeline } from '../../../src/pipeline/load.ts';

// A process of the tests: collects again and again, as hard as it can, until its standard input ends or it is killed.
// Says `collecting` first, and at last how many results and files it removed.
const [baseDir = ''] = process.argv.slice(2);
const graph = await loadPipeline({ baseDir });
let stopped = false;
process.stdin.on('end', () => {
  stopped = true;
});
process.stdin.resume();
process.stdout.write('collecting\n');
let results = 0;
let files = 0;
while (!stopped) {
  const { removed } = await collectCacheGarbage(graph, { maxBytes: 0, keepRuns: 0, dryRun: false });
  results += removed.filter(({ kind }) => kind === 'result').length;
  files += removed.filter(({ kind }) => kind === 'file').length;
  await new Promise((resolve) => setImmediate(resolve));
}
process.stdout.write(`${JSON.stringify({ results, files })}\n`);
