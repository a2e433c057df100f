import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import type { DeterminismReport, OpenedPipeline } from '../../execute/index.ts';
import type { RunOptions } from '../../execute/options.ts';
import type { ActionId, Graph } from '../../pipeline/model.ts';
import type { Renderer } from '../../progress/renderer.ts';
import { type CommandContext, writeLines } from '../context.ts';
import { describeDeterminism } from '../determinism-text.ts';
import { EXIT_DONE, EXIT_FAILED, EXIT_INTERRUPTED } from '../exit-codes.ts';
import { addGraphOptions, type GraphOptions, loadGraph } from '../graph-options.ts';
import { watchInterrupts } from '../interrupt.ts';
import { parseCount } from '../parse-count.ts';
import { writePlan } from '../plan-text.ts';
import { createRenderer, REPORTERS, type Reporter } from '../reporters.ts';
import { RequestError } from '../request-error.ts';
import { watchRuns } from '../watch-runs.ts';

interface RunCommandOptions extends GraphOptions {
  /** `true`: given without a selection of its own. */
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

const HELP = `
Examples:
  pipeline run                        everything that is missing or out of date
  pipeline run plot                   the plots and what they need
  pipeline run --only attack-grid     just that stage, with its inputs as the cache has them
  pipeline run --dry-run              what would run, and why
  pipeline run --set train.epochs=2   with one parameter changed
  pipeline run --watch report         the report, again after every change`;

/** `pipeline run`: runs the selection and what it needs. */
export function addRunCommand(program: Command, context: CommandContext): void {
  const command = program
    .command('run')
    .description('run the selected actions and what they need; without a selection, everything')
    .argument('[select...]', 'stage names, action ids or globs of ids')
    .option('--only [select...]', 'run just these, taking inputs from the cache as they are')
    .option('-f, --force', 'run the selected actions even where the cache has their result')
    .option('-n, --dry-run', 'say what would run and why, and run nothing')
    .option('--frozen', 'run nothing; fail if anything would run or differs from pipeline.lock.json')
    .option('--check-determinism', 'execute again what has a result, keep nothing, and compare the bytes')
    .option('-w, --watch', 'run again whenever something changes that the run depends on, until Ctrl-C')
    .option('--no-lock', 'leave pipeline.lock.json as it is');
  addGraphOptions(command)
    .option('-j, --jobs <n>', 'threads to keep busy', parseCount, availableParallelism())
    .option('-k, --keep-going', 'after a failure, run what does not depend on it')
    .option('--keep-edits', 'leave edited artifacts as they are instead of restoring them')
    .addOption(
      new Option('--reporter <kind>', 'listr (on a terminal), plain (elsewhere) or json').choices(REPORTERS),
    )
    .option('--json', 'short for --reporter json')
    .addHelpText('after', HELP)
    .action((select: string[], options: RunCommandOptions) => run(select, options, context));
}

async function run(selectors: string[], options: RunCommandOptions, context: CommandContext): Promise<void> {
  assertCompatible(options);
  const reporter = chooseReporter(options, context);
  if (options.watch === true) {
    const open = async (): Promise<OpenedPipeline> => {
      const graph = await loadGraph(context, options);
      return { graph, options: await toRunOptions(graph, selectors, options) };
    };
    await watchRuns(open, reporter, context);
    return;
  }
  const graph = await loadGraph(context, options);
  const runOptions = await toRunOptions(graph, selectors, options);
  if (options.dryRun === true) {
    const { planPipeline } = await import('../../execute/index.ts');
    writePlan(await planPipeline(graph, runOptions), reporter, context);
    return;
  }
  const renderer = createRenderer(reporter, context.terminal);
  if (options.frozen === true) {
    await runFrozen(graph, runOptions, renderer, context);
    return;
  }
  if (options.checkDeterminism === true) {
    await runCheck(graph, runOptions, renderer, { ...context, isQuiet: reporter === 'json' });
    return;
  }
  await runGraph(graph, runOptions, renderer, context);
}

function assertCompatible(options: RunCommandOptions): void {
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

async function runFrozen(
  graph: Graph,
  options: RunOptions,
  renderer: Renderer,
  context: CommandContext,
): Promise<void> {
  const { verifyFrozen } = await import('../../execute/index.ts');
  try {
    const { ok } = await verifyFrozen(graph, options, (event) => renderer.handle(event));
    context.exitWith(ok ? EXIT_DONE : EXIT_FAILED);
  } finally {
    await renderer.finish();
  }
}

/** Executes again and compares; the last line says how it went. */
async function runCheck(
  graph: Graph,
  options: RunOptions,
  renderer: Renderer,
  context: CommandContext & { readonly isQuiet: boolean },
): Promise<void> {
  const { checkDeterminism } = await import('../../execute/index.ts');
  const interrupts = watchInterrupts((message) => renderer.handle({ type: 'notice', message }));
  let report: DeterminismReport | undefined;
  try {
    report = await checkDeterminism(graph, options, (event) => renderer.handle(event), interrupts);
  } finally {
    interrupts.release();
    await renderer.finish();
  }
  if (!context.isQuiet) writeLines(context, [describeDeterminism(report)]);
  if (report.summary.interrupted) context.exitWith(EXIT_INTERRUPTED);
  else context.exitWith(report.summary.ok ? EXIT_DONE : EXIT_FAILED);
}

function chooseReporter({ reporter, json }: RunCommandOptions, context: CommandContext): Reporter {
  if (json === true) return 'json';
  return reporter ?? (context.terminal.isInteractive ? 'listr' : 'plain');
}

async function runGraph(
  graph: Graph,
  options: RunOptions,
  renderer: Renderer,
  context: CommandContext,
): Promise<void> {
  // Not by the index: a run loads nothing of what other commands need.
  const { runPipeline } = await import('../../execute/run/run-pipeline.ts');
  const interrupts = watchInterrupts((message) => renderer.handle({ type: 'notice', message }));
  try {
    const run = await runPipeline(graph, options, (event) => renderer.handle(event), interrupts);
    if (run.interrupted) context.exitWith(EXIT_INTERRUPTED);
    else context.exitWith(run.ok ? EXIT_DONE : EXIT_FAILED);
  } finally {
    interrupts.release();
    await renderer.finish();
  }
}

async function toRunOptions(
  graph: Graph,
  selectors: string[],
  options: RunCommandOptions,
): Promise<RunOptions> {
  const { force = false, jobs, keepGoing = false, keepEdits = false, set, lock } = options;
  // What --set tries out is not what the pipeline says.
  const common = { force, jobs, keepGoing, keepEdits, writeLock: lock && set === undefined };
  if (options.only === undefined) {
    return selectors.length === 0 ? common : { ...common, select: await select(graph, selectors) };
  }
  const only = options.only === true ? selectors : options.only;
  if (only.length === 0 || (options.only !== true && selectors.length > 0)) {
    throw new RequestError('SELECTION_AMBIGUOUS', '--only runs just its own selection.', {
      hint: `pipeline run --only ${[...selectors, ...(only.length === 0 ? ['SELECT'] : only)].join(' ')}`,
    });
  }
  return { ...common, only: await select(graph, only) };
}

async function select(graph: Graph, selectors: string[]): Promise<readonly ActionId[]> {
  const { selectActions } = await import('../../pipeline/select.ts');
  return selectActions(graph, selectors);
}
