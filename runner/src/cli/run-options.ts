import type { RunOptions } from '../execute/options.ts';
import type { ActionId, Graph } from '../pipeline/model.ts';
import type { CommandContext } from './context.ts';
import type { GraphOptions } from './graph-options.ts';
import type { Reporter } from './reporters.ts';
import { RequestError } from './request-error.ts';

/** Options of `pipeline run` as the command line has them. */
export interface RunCommandOptions extends GraphOptions {
  /** `true`: `--only` was given without a selection. */
  readonly only?: string[] | true;
  readonly force?: true;
  readonly dryRun?: true;
  readonly frozen?: true;
  readonly checkDeterminism?: true;
  readonly watch?: true;
  /** False under `--no-lock`. */
  readonly lock: boolean;
  readonly jobs: number;
  readonly keepGoing?: true;
  readonly keepEdits?: true;
  readonly reporter?: Reporter;
  readonly json?: true;
}

/** @throws RequestError OPTIONS_CONFLICT when options are given that exclude each other */
export function assertCompatible(options: RunCommandOptions): void {
  const { force, keepEdits, dryRun, set, only, frozen, checkDeterminism, watch } = options;
  const given = [
    ...(force === true ? ['--force'] : []),
    ...(keepEdits === true ? ['--keep-edits'] : []),
    ...(dryRun === true ? ['--dry-run'] : []),
  ];
  if (watch === true) {
    const whole = given.filter((option) => option !== '--keep-edits');
    const once = [
      ...(frozen === true ? ['--frozen'] : []),
      ...(checkDeterminism === true ? ['--check-determinism'] : []),
    ];
    assertNone('--watch runs what changes', [...whole, ...once]);
  }
  if (frozen === true)
    assertNone('--frozen runs nothing', [...given, ...(set === undefined ? [] : ['--set'])]);
  if (checkDeterminism !== true) return;
  const more = [...(only === undefined ? [] : ['--only']), ...(frozen === true ? ['--frozen'] : [])];
  assertNone('--check-determinism keeps nothing', [...given, ...more]);
}

function assertNone(what: string, given: readonly string[]): void {
  if (given.length === 0) return;
  throw new RequestError('OPTIONS_CONFLICT', `${what} and takes no ${given.join(' or ')}.`, {
    hint: 'Leave one of them out.',
  });
}

/** Without --reporter: a list on a terminal, lines elsewhere. */
export function chooseReporter({ reporter, json }: RunCommandOptions, context: CommandContext): Reporter {
  if (json === true) return 'json';
  return reporter ?? (context.terminal.isInteractive ? 'listr' : 'plain');
}

/** What the command line asks for. @throws RequestError SELECTION_AMBIGUOUS; selectors that match nothing */
export async function toRunOptions(
  graph: Graph,
  selectors: string[],
  options: RunCommandOptions,
): Promise<RunOptions> {
  const { force = false, jobs, keepGoing = false, keepEdits = false, set, lock } = options;
  // What --set tries out is not in pipeline.json, so the lock file must not have it.
  const common = { force, jobs, keepGoing, keepEdits, writeLock: lock && set === undefined };
  if (options.only === undefined) {
    return selectors.length === 0 ? common : { ...common, select: await select(graph, selectors) };
  }
  const only = options.only === true ? selectors : options.only;
  if (only.length === 0 || (options.only !== true && selectors.length > 0)) {
    throw new RequestError('SELECTION_AMBIGUOUS', '--only runs just its own selection.', {
      hint: `npx pipeline run --only ${[...selectors, ...(only.length === 0 ? ['SELECT'] : only)].join(' ')}`,
    });
  }
  return { ...common, only: await select(graph, only) };
}

async function select(graph: Graph, selectors: string[]): Promise<readonly ActionId[]> {
  const { selectActions } = await import('../pipeline/select.ts');
  return selectActions(graph, selectors);
}
