/**
 * The runner against the build tools one would take instead, on the same graph in the same run. See bench/README.md.
 *
 * npx tsx bench/dag/run.ts --help
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, release, type } from 'node:os';
import { join } from 'node:path';
import { prepareTools } from './list-tools.ts';
import { measureCorrectness } from './measure-correctness.ts';
import { measureLarge } from './measure-large.ts';
import { measureRounds } from './measure-rounds.ts';
import { type BenchOptions, parseOptions, USAGE } from './options.ts';
import type { Results } from './results.ts';
import { renderTables } from './table.ts';

if (process.argv.includes('--help')) {
  console.log(USAGE);
} else {
  await run(parseOptions(process.argv.slice(2)));
}

async function run(options: BenchOptions): Promise<void> {
  const { tools, missing } = prepareTools(options.peers, options.toolsDir);
  mkdirSync(options.workDir, { recursive: true });
  const limits = { logPath: join(options.workDir, 'log'), limitMs: options.limitMs };
  const startedAt = new Date().toISOString();
  const rounds = await measureRounds(tools, options, limits);
  const results: Results = {
    startedAt,
    machine: {
      cores: cpus().length,
      cpu: cpus()[0]?.model ?? 'unknown',
      node: process.version,
      system: `${type()} ${release()}`,
    },
    tools: tools.map(({ name, version, form, compares }) => ({ name, version, form, compares })),
    missing,
    ...rounds,
    large: await measureLarge(tools, options, limits),
    correctness: options.kills === 0 ? [] : await measureCorrectness(tools, options, limits),
  };
  if (options.jsonPath !== undefined)
    writeFileSync(options.jsonPath, `${JSON.stringify(results, null, 1)}\n`);
  console.log(renderTables(results));
  rmSync(options.workDir, { recursive: true, force: true });
}
