import type { Command } from 'commander';
import { countThings } from '../../base/words.ts';
import type { LockCheck } from '../../execute/index.ts';
import { type CommandContext, writeJson, writeLines } from '../context.ts';
import { EXIT_DONE, EXIT_FAILED } from '../exit-codes.ts';
import { addProfileOption, type GraphOptions, loadGraph } from '../graph-options.ts';

interface LockCommandOptions extends Pick<GraphOptions, 'profile'> {
  readonly check?: true;
  readonly json?: true;
}

/** `pipeline lock`: writes pipeline.lock.json from present results, or compares it with the pipeline's keys. */
export function addLockCommand(program: Command, context: CommandContext): void {
  const command = program
    .command('lock')
    .description('write pipeline.lock.json from the results in the cache, running nothing')
    .option(
      '--check',
      'write nothing: compare keys with the lock alone, without data or cache; exit 1 if they differ',
    );
  addProfileOption(command)
    .option('--json', 'as one JSON document')
    .action((options: LockCommandOptions) => (options.check ? check : write)(options, context));
}

async function write(options: LockCommandOptions, context: CommandContext): Promise<void> {
  const graph = await loadGraph(context, options);
  const { lockResults } = await import('../../execute/index.ts');
  const { actions, written } = await lockResults(graph);
  if (options.json) writeJson(context, { profile: graph.profile, actions, written });
  else
    writeLines(context, [
      `pipeline.lock.json ${written ? 'now has' : 'already has'} ${countThings(actions, 'action')} of profile ${graph.profile}`,
    ]);
}

async function check(options: LockCommandOptions, context: CommandContext): Promise<void> {
  const graph = await loadGraph(context, options);
  const { checkLock } = await import('../../execute/index.ts');
  const checked = await checkLock(graph);
  if (options.json) writeJson(context, { ...checked, ok: checked.findings.length === 0 });
  else writeLines(context, describeCheck(checked));
  context.exitWith(checked.findings.length === 0 ? EXIT_DONE : EXIT_FAILED);
}

function describeCheck({ profile, checked, findings }: LockCheck): string[] {
  if (findings.length === 0)
    return [`pipeline.lock.json agrees with all ${checked} actions of profile ${profile}`];
  return [
    ...findings.map(({ action, message }) => `${action}: ${message}`),
    `${findings.length} differ from pipeline.lock.json`,
    'hint: npx pipeline run brings it up to date',
  ];
}
