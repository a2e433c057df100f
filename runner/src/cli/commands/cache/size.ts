import type { Command } from 'commander';
import { countThings, formatBytes } from '../../../base/words.ts';
import { type CommandContext, writeJson, writeLines } from '../../context.ts';
import { addGraphOptions, type GraphOptions, loadGraph } from '../../graph-options.ts';

interface SizeOptions extends GraphOptions {
  readonly json?: true;
}

/** `pipeline cache size`: how much the cache holds, by stage. */
export function addSizeCommand(cache: Command, context: CommandContext): void {
  const command = cache
    .command('size')
    .description('say how much the cache holds, by stage')
    .option('--json', 'as one JSON document');
  addGraphOptions(command).action((options: SizeOptions) => size(options, context));
}

async function size(options: SizeOptions, context: CommandContext): Promise<void> {
  const graph = await loadGraph(context, options);
  const { measureCache } = await import('../../../execute/index.ts');
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
        `${name.padEnd(width)}  ${formatBytes(bytes).padStart(9)}  ${countThings(actions, 'result')}`,
    ),
    `${formatBytes(measured.totalBytes)} in ${measured.cacheDir}`,
  ]);
}
