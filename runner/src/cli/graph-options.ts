import type { Command } from 'commander';
import type { Graph } from '../pipeline/model.ts';
import type { CommandContext } from './context.ts';

/** Options of every command that reads pipeline.json. */
export interface GraphOptions {
  /** `paper+gpu` for `--profile paper --profile gpu`. */
  readonly profile?: string;
  readonly set?: string[];
}

export function addGraphOptions(command: Command): Command {
  return addProfileOption(command).option(
    '--set <stage.param=value>',
    'change one parameter for this command; repeatable',
    collect,
  );
}

/** `--profile A --profile B` is the same as `--profile A+B`: records, the lock file and messages name both by `A+B`. */
export function addProfileOption(command: Command): Command {
  return command.option(
    '-p, --profile <name>',
    "profile of pipeline.json (default: its 'defaultProfile'); repeatable, applied in order",
    (name: string, earlier?: string) => (earlier === undefined ? name : `${earlier}+${name}`),
  );
}

/** Loads the pipeline of the command's folder. */
export async function loadGraph(context: CommandContext, options: GraphOptions): Promise<Graph> {
  const { loadPipeline } = await import('../pipeline/load.ts');
  return loadPipeline({ baseDir: context.baseDir(), profile: options.profile, set: options.set ?? [] });
}

function collect(value: string, earlier: string[] = []): string[] {
  return [...earlier, value];
}
