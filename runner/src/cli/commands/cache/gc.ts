import type { Command } from 'commander';
import { type CommandContext, writeJson, writeLines } from '../../context.ts';
import { describeGarbage } from '../../garbage-text.ts';
import { addGraphOptions, type GraphOptions, loadGraph } from '../../graph-options.ts';
import { parseAge, parseNumber, parseSize } from '../../parse-amounts.ts';
import { sayWaiting } from './say-waiting.ts';

interface GcOptions extends GraphOptions {
  readonly maxSize?: number;
  readonly olderThan?: number;
  readonly keepRuns: number;
  readonly dryRun?: true;
  readonly json?: true;
}

const KEPT_RUNS = 10;

const HELP = `
Always kept: the current results of every profile, what pipeline.lock.json names, the results of the last runs, the
last results of other checkouts on this cache, and whatever a running pipeline uses.

What is removed of the other results:
  without limits       all
  --older-than AGE     those unused for that long
  --max-size SIZE      the least recently used, until the cache is no larger
  both                 those unused for that long; then, if the cache is still larger, the least recently used

Files that no result needs, and artifacts of actions that the pipeline no longer has, are removed in any case.
Sizes: 500M, 20GiB, 20GB (decimal). Ages: 45m, 12h, 30d, 2w.

Examples:
  npx pipeline cache gc --dry-run
  npx pipeline cache gc --max-size 20G
  npx pipeline cache gc --older-than 30d --keep-runs 3`;

/** `pipeline cache gc`: removes what nothing needs any more, within limits. */
export function addGcCommand(cache: Command, context: CommandContext): void {
  const command = cache
    .command('gc')
    .description('remove results that nothing needs any more; safe beside a running pipeline')
    .option(
      '--max-size <size>',
      'remove the least recently used only, until the cache is no larger',
      parseSize,
    )
    .option('--older-than <age>', 'remove only what was not used for that long', parseAge)
    .option('--keep-runs <n>', 'keep the results of the last n runs', parseNumber, KEPT_RUNS)
    .option('-n, --dry-run', 'say what would be removed, and remove nothing')
    .option('--json', 'as one JSON document, with every path');
  addGraphOptions(command)
    .addHelpText('after', HELP)
    .action((options: GcOptions) => collect(options, context));
}

async function collect(options: GcOptions, context: CommandContext): Promise<void> {
  const graph = await loadGraph(context, options);
  const { collectCacheGarbage } = await import('../../../execute/index.ts');
  const { maxSize, olderThan, keepRuns, dryRun = false } = options;
  const garbage = await collectCacheGarbage(graph, {
    ...(maxSize === undefined ? {} : { maxBytes: maxSize }),
    ...(olderThan === undefined ? {} : { olderThanMs: olderThan }),
    keepRuns,
    dryRun,
    onWait: () => sayWaiting(context),
  });
  if (options.json) writeJson(context, garbage);
  else writeLines(context, describeGarbage(garbage));
}
