import { Command } from 'commander';
import { addCacheCommand } from './commands/cache.ts';
import { addDiffCommand } from './commands/diff.ts';
import { addExplainCommand } from './commands/explain.ts';
import { addGraphCommand } from './commands/graph.ts';
import { addInitCommand } from './commands/init.ts';
import { addLockCommand } from './commands/lock.ts';
import { addLogCommand } from './commands/log.ts';
import { addRunCommand } from './commands/run.ts';
import { addStatusCommand } from './commands/status.ts';
import type { CommandContext } from './context.ts';
import type { Distribution } from './distribution.ts';

const HELP = `
An action's id is its stage and its values: roll/6 of a stage roll. A selection is a stage (roll), an id,
the start of one, or a glob of ids ('*/6').

Examples:
  npx pipeline init                            start a pipeline in an empty folder
  npx pipeline run                             run what is missing or out of date
  npx pipeline run --dry-run                   say what would run, and why
  npx pipeline run roll --set roll.rolls=500   run one stage, with another value of a param
  npx pipeline explain roll/6                  why an action would run, down to the module or param
  npx pipeline -C ../study status              in another folder

Exit codes: 0 done, 1 an action failed, 2 the request or pipeline.json is wrong, 130 interrupted.`;

/** The command line: one file per command under commands/. */
export function createProgram(context: CommandContext, distribution: Distribution): Command {
  const { terminal } = context;
  const program = new Command('pipeline')
    .description('Runs what pipeline.json describes: only what changed, the rest comes from the cache.')
    .version(distribution.version, '--version', 'print the version')
    .option('-C <folder>', 'work in this folder, as if started there')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', HELP)
    .showHelpAfterError('(npx pipeline --help lists commands and options)')
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.write(text),
      writeErr: (text) => terminal.writeError(text),
    });
  addRunCommand(program, context);
  addStatusCommand(program, context);
  addExplainCommand(program, context);
  addDiffCommand(program, context, distribution);
  addGraphCommand(program, context);
  addLogCommand(program, context);
  addLockCommand(program, context);
  addCacheCommand(program, context);
  distribution.additions?.addCommands?.(program, context);
  addInitCommand(program, context, distribution);
  return program;
}
