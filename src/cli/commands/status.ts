import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { type CommandContext, writeJson, writeLines } from '../context.ts';
import { addGraphOptions, type GraphOptions, loadGraph } from '../graph-options.ts';
import { describeStatus, summarizeStages } from '../status-text.ts';

interface StatusCommandOptions extends GraphOptions {
  readonly json?: true;
}

/** `pipeline status`: stage by stage, what is in place, what the cache has, what is missing and why. */
export function addStatusCommand(program: Command, context: CommandContext): void {
  const command = program
    .command('status')
    .description('say what is up to date and what is not')
    .option('--json', 'as one JSON document, with the state of every action');
  addGraphOptions(command).action(async (options: StatusCommandOptions) => {
    const graph = await loadGraph(context, options);
    const { findOrphans, planPipeline } = await import('../../execute/index.ts');
    const plan = await planPipeline(graph, {
      force: false,
      jobs: availableParallelism(),
      keepGoing: false,
      keepEdits: false,
    });
    const stages = summarizeStages(graph, plan);
    const orphans = await findOrphans(graph);
    if (options.json === true) writeJson(context, { profile: graph.profile, stages, actions: plan, orphans });
    else writeLines(context, describeStatus(graph, stages, orphans));
  });
}
