import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import type { DeterminismReport, OpenedPipeline } from '../../execute/index.ts';
import type { RunOptions } from '../../execute/options.ts';
import type { Graph } from '../../pipeline/model.ts';
import type { Renderer } from '../../progress/renderer.ts';
import { type CommandContext, writeLines } from '../context.ts';
import { describeDeterminism } from '../determinism-text.ts';
import { EXIT_DONE, EXIT_FAILED, EXIT_INTERRUPTED } from '../exit-codes.ts';
import { addGraphOptions, loadGraph } from '../graph-options.ts';
import { watchInterrupts } from '../interrupt.ts';
import { parseCount } from '../parse-count.ts';
import { writePlan } from '../plan-text.ts';
import { createRenderer, REPORTERS } from '../reporters.ts';
import { assertCompatible, chooseReporter, type RunCommandOptions, toRunOptions } from '../run-options.ts';
import { watchRuns } from '../watch-runs.ts';

const HELP = `
The examples have stages roll and count, and a param rolls.

Examples:
  npx pipeline run                        everything that is missing or out of date
  npx pipeline run count                  that stage and what it needs
  npx pipeline run --only count           just that stage, with its inputs as the cache has them
  npx pipeline run --dry-run              what would run, and why
  npx pipeline run --set roll.rolls=500   with one param changed
  npx pipeline run --watch count          that stage, again after every change`;

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
    .option(
      '--check-determinism',
      'execute actions that have a result again, compare the bytes, and keep nothing',
    )
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

/** Executes again and compares. The last line says what was found. */
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

async function runGraph(
  graph: Graph,
  options: RunOptions,
  renderer: Renderer,
  context: CommandContext,
): Promise<void> {
  // Not from the index: a run should load nothing that only other commands need.
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
