import type { Command } from 'commander';
import { type CommandContext, writeJson, writeLines } from '../context.ts';
import { toExplanationJson } from '../explanation-json.ts';
import { findAction } from '../find-action.ts';
import { addGraphOptions, type GraphOptions, loadGraph } from '../graph-options.ts';

interface ExplainCommandOptions extends GraphOptions {
  readonly json?: true;
}

/** `pipeline explain ACTION`: what a run would do with it, and which fields of its key differ from its last result. */
export function addExplainCommand(program: Command, context: CommandContext): void {
  const command = program
    .command('explain')
    .description('say why an action would run or would not, and why it last ran')
    .argument('<action>', 'id of the action, as status and run show it')
    .option('--json', 'the explanation with the whole key and the last record');
  addGraphOptions(command).action(async (selector: string, options: ExplainCommandOptions) => {
    const graph = await loadGraph(context, options);
    const action = await findAction(graph, selector);
    const { explainAction } = await import('../../execute/index.ts');
    const explanation = await explainAction(graph, action.id);
    if (options.json === true) return writeJson(context, toExplanationJson(explanation));
    const { describeExplanation } = await import('../explanation-text.ts');
    writeLines(context, describeExplanation(explanation));
  });
}
