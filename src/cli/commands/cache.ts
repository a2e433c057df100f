import type { Command } from 'commander';
import type { CacheVerification } from '../../execute/index.ts';
import { type CommandContext, writeJson, writeLines } from '../context.ts';
import { EXIT_DONE, EXIT_FAILED } from '../exit-codes.ts';
import { formatBytes } from '../format-bytes.ts';
import { addGraphOptions, type GraphOptions, loadGraph } from '../graph-options.ts';

interface CacheCommandOptions extends GraphOptions {
  readonly json?: true;
  readonly repair?: true;
}

/** `pipeline cache verify|size`: whether the cache is as it was written, and how much it holds. */
export function addCacheCommand(program: Command, context: CommandContext): void {
  const cache = program.command('cache').description('verify or measure the cache');
  addGraphOptions(
    cache
      .command('verify')
      .description('read everything in the cache and name what is damaged')
      .option('--repair', 'remove what is damaged, so that the next run makes it again')
      .option('--json', 'as one JSON document'),
  ).action((options: CacheCommandOptions) => verify(options, context));
  addGraphOptions(
    cache
      .command('size')
      .description('say how much the cache holds, by stage')
      .option('--json', 'as one JSON document'),
  ).action((options: CacheCommandOptions) => size(options, context));
}

async function verify(options: CacheCommandOptions, context: CommandContext): Promise<void> {
  const graph = await loadGraph(context, options);
  const { verifyCache } = await import('../../execute/index.ts');
  const verification = await verifyCache(graph, { repair: options.repair === true });
  if (options.json) writeJson(context, verification);
  else writeLines(context, describeVerification(verification));
  context.exitWith(verification.findings.length === 0 ? EXIT_DONE : EXIT_FAILED);
}

function describeVerification({ findings, blobs, records, bytes, repaired }: CacheVerification): string[] {
  const read = `${records} records and ${blobs} files (${formatBytes(bytes)})`;
  if (findings.length === 0) return [`sound: ${read}`];
  return [
    ...findings.map(({ path, message, actions }) => {
      const needed = actions.length === 0 ? '' : ` (needed for ${actions.join(', ')})`;
      return `${path} ${message}${needed}`;
    }),
    `${findings.length} of ${read} damaged${repaired ? '; removed: the next run makes them again' : ''}`,
    ...(repaired
      ? []
      : ['hint: pipeline cache verify --repair removes them, so that the next run makes them again']),
  ];
}

async function size(options: CacheCommandOptions, context: CommandContext): Promise<void> {
  const graph = await loadGraph(context, options);
  const { measureCache } = await import('../../execute/index.ts');
  const measured = await measureCache(graph);
  if (options.json) {
    writeJson(context, measured);
    return;
  }
  const stages = Object.entries(measured.stages);
  const width = Math.max(0, ...stages.map(([name]) => name.length));
  writeLines(context, [
    ...stages.map(
      ([name, { actions, bytes }]) =>
        `${name.padEnd(width)}  ${formatBytes(bytes).padStart(9)}  ${actions} results`,
    ),
    `${formatBytes(measured.totalBytes)} in ${measured.cacheDir}`,
  ]);
}
