import type { Command } from 'commander';
import { type CommandContext, writeJson } from '../context.ts';
import { findAction } from '../find-action.ts';
import { addGraphOptions, type GraphOptions, loadGraph } from '../graph-options.ts';
import { RequestError } from '../request-error.ts';

interface LogCommandOptions extends GraphOptions {
  readonly json?: true;
}

/** `pipeline log ACTION`: what an action wrote when it last ran, whether it succeeded or failed. */
export function addLogCommand(program: Command, context: CommandContext): void {
  const command = program
    .command('log')
    .description('print what an action wrote when it last ran')
    .argument('<action>', 'id of the action')
    .option('--json', 'as one JSON document: action, failed, text');
  addGraphOptions(command).action(async (selector: string, options: LogCommandOptions) => {
    const graph = await loadGraph(context, options);
    const action = await findAction(graph, selector);
    const { readActionLog } = await import('../../execute/index.ts');
    const log = await readActionLog(graph, action.id);
    if (log === undefined) {
      throw new RequestError('LOG_MISSING', `There is no log of ${action.id}: it has not run here yet.`, {
        hint: `npx pipeline run ${action.id}`,
      });
    }
    if (options.json === true) writeJson(context, { action: action.id, ...log });
    else context.terminal.write(log.text);
  });
}
