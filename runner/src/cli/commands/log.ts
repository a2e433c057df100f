import type { Command } from 'commander';
import type { ActionLog } from '../../execute/explain/read-action-log.ts';
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
    else {
      // On standard error, so that what is piped on is the log alone.
      context.terminal.writeError(`${describeOrigin(log)}\n`);
      context.terminal.write(log.text);
    }
  });
}

/** Which attempt wrote the log, and that a failure's log is not the result's. */
function describeOrigin({ failed, startedAt, run, result }: ActionLog): string {
  const at = startedAt === undefined ? '' : ` at ${startedAt}`;
  const ofResult = result === undefined ? '' : `result ${result.key.slice(0, 8)}`;
  if (!failed) return `log of the ${ofResult}, started${at}`;
  const ofRun = run === undefined ? '' : ` (run ${run})`;
  const other = result === undefined ? '' : `; it is not the log of the ${ofResult} of ${result.startedAt}`;
  return `log of a failed attempt${startedAt === undefined ? '' : ` in the run started${at}`}${ofRun}${other}`;
}
