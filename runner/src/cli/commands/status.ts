import type { Command } from 'commander';
import { type CommandContext, writeJson, writeLines } from '../context.ts';
import { addGraphOptions, type GraphOptions, loadGraph } from '../graph-options.ts';

interface StatusCommandOptions extends GraphOptions {
  readonly json?: true;
}

/** `pipeline status`: for each stage what is in place, in the cache, running, failed or missing, and why. */
export function addStatusCommand(program: Command, context: CommandContext): void {
  const command = program
    .command('status')
    .description('say what is up to date and what is not')
    .option('--json', 'as one JSON document, with the state of every action');
  addGraphOptions(command).action(async (options: StatusCommandOptions) => {
    const graph = await loadGraph(context, options);
    const { findOrphans, readStatus } = await import('../../execute/index.ts');
    const { describeStatus, summarizeStages } = await import('../status-text.ts');
    const actions = await readStatus(graph);
    const stages = summarizeStages(graph, actions);
    const orphans = await findOrphans(graph);
    if (options.json === true) writeJson(context, { profile: graph.profile, stages, actions, orphans });
    else writeLines(context, describeStatus(graph, stages, actions, orphans, Date.now()));
  });
}
