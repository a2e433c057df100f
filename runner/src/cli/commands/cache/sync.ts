import type { Command } from 'commander';
import { type CommandContext, writeJson, writeLines } from '../../context.ts';
import { EXIT_DONE, EXIT_FAILED } from '../../exit-codes.ts';
import { addGraphOptions, type GraphOptions, loadGraph } from '../../graph-options.ts';
import { describeSync } from '../../sync-text.ts';

interface SyncCommandOptions extends GraphOptions {
  readonly only?: string[];
  readonly dryRun?: true;
  readonly verify?: true;
  readonly json?: true;
}

const HELP = `
REMOTE is a folder (another cache folder, on a mounted share or restored by CI) or the http(s) address of a server that
speaks Bazel's remote cache protocol. Without it: PIPELINE_REMOTE_CACHE, else 'remote' in pipeline.json.
Everything that is copied is checked. What is damaged here is named and not copied, and the exit code is 1. A push replaces
what is damaged there.`;

/** `pipeline cache push|pull`: exchange results with another cache. */
export function addSyncCommands(cache: Command, context: CommandContext): void {
  add(cache, context, 'push', 'copy the results that the pipeline needs to another cache');
  add(cache, context, 'pull', 'copy the results that the pipeline needs from another cache');
}

function add(cache: Command, context: CommandContext, direction: 'push' | 'pull', description: string): void {
  const command = cache
    .command(direction)
    .description(description)
    .argument('[remote]', 'folder or address of the other cache')
    .option('--only <select...>', 'results of these: stage names, action ids or globs of ids')
    .option('-n, --dry-run', 'say what would be copied, and copy nothing')
    .option('--json', 'as one JSON document');
  if (direction === 'push') command.option('--verify', 'also read back whole what is there already');
  addGraphOptions(command)
    .addHelpText('after', HELP)
    .action((remote: string | undefined, options: SyncCommandOptions) =>
      sync(direction, remote, options, context),
    );
}

async function sync(
  direction: 'push' | 'pull',
  remote: string | undefined,
  options: SyncCommandOptions,
  context: CommandContext,
): Promise<void> {
  const graph = await loadGraph(context, options);
  const { selectActions } = await import('../../../pipeline/select.ts');
  const { syncCache } = await import('../../../execute/index.ts');
  const report = await syncCache(graph, {
    direction,
    remote,
    ...(options.only === undefined ? {} : { select: selectActions(graph, options.only) }),
    dryRun: options.dryRun === true,
    verify: options.verify === true,
  });
  if (options.json) writeJson(context, report);
  else writeLines(context, describeSync(report));
  const failed = report.actions.some(({ state }) => state === 'failed');
  context.exitWith(failed ? EXIT_FAILED : EXIT_DONE);
}
