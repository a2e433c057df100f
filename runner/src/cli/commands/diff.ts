import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import type { Tolerance } from '../../compare/tolerance.ts';
import type { ActionId, Graph } from '../../pipeline/model.ts';
import { type CommandContext, writeJson, writeLines } from '../context.ts';
import type { Distribution } from '../distribution.ts';
import { EXIT_DONE, EXIT_FAILED } from '../exit-codes.ts';
import { addGraphOptions, type GraphOptions, loadGraph } from '../graph-options.ts';
import { RequestError } from '../request-error.ts';

interface DiffCommandOptions extends GraphOptions {
  readonly tolerance?: string[];
  readonly select?: string[];
  readonly html?: string;
  readonly json?: true;
}

const HELP = `
A and B are runs (an id, the beginning of one, latest, latest~1), lock files, git revisions with a pipeline.lock.json,
or 'present'. Without A: the lock at HEAD, else the run before the last. Without B: the present results.

Examples:
  pipeline diff                              what changed since the last commit
  pipeline diff HEAD~1 HEAD                  between two commits, from what the cache has
  pipeline diff latest~1 latest --tolerance 1e-3
  pipeline diff main --select aggregate --html diff.html

Exit codes: 0 nothing differs beyond the tolerance, 1 something does, 2 the request is wrong.`;

/** `pipeline diff`: which actions changed between two states, why, and how their results differ. */
export function addDiffCommand(program: Command, context: CommandContext, distribution: Distribution): void {
  const command = program
    .command('diff')
    .description('compare two runs, lock files or git revisions: what changed, why, and by how much')
    .argument('[a]', 'what to compare with')
    .argument('[b]', 'what to compare')
    .option(
      '-t, --tolerance <number>',
      'numbers this close are the same: 1e-3, rel:1e-2, 1%; repeatable',
      collect,
    )
    .option('--select <select...>', 'stage names, action ids or globs of ids')
    .option('--html <file>', 'also write one self-contained page')
    .option('--json', 'as one JSON document');
  addGraphOptions(command)
    .addHelpText('after', HELP)
    .action((a: string | undefined, b: string | undefined, options: DiffCommandOptions) =>
      diff(a, b, options, context, distribution),
    );
}

async function diff(
  a: string | undefined,
  b: string | undefined,
  options: DiffCommandOptions,
  context: CommandContext,
  distribution: Distribution,
): Promise<void> {
  const tolerance = await readTolerance(options.tolerance ?? []);
  const graph = await loadGraph(context, options);
  const { diffPipeline, renderDiffPage, toJsonReport } = await import('../../diff/index.ts');
  const isSelected = await selectFrom(graph, options.select);
  const report = await diffPipeline(graph, {
    a,
    b,
    tolerance,
    isSelected,
    schemaFolders: listSchemaFolders(graph, distribution),
  });
  if (options.html !== undefined) {
    await writePage(resolve(context.baseDir(), options.html), await renderDiffPage(report));
  }
  if (options.json === true) writeJson(context, toJsonReport(report));
  else {
    const { describeDiff } = await import('../diff-text.ts');
    writeLines(context, describeDiff(report));
  }
  context.exitWith(report.isDifferent ? EXIT_FAILED : EXIT_DONE);
}

async function readTolerance(texts: readonly string[]): Promise<Tolerance> {
  const { NO_TOLERANCE, parseTolerance } = await import('../../compare/tolerance.ts');
  return texts.reduce((tolerance, text) => parseTolerance(text, tolerance), NO_TOLERANCE);
}

/** Actions that only an old lock file or run has are in no graph. They are selected by their id or its beginning. */
async function selectFrom(graph: Graph, selectors: string[] | undefined): Promise<(id: ActionId) => boolean> {
  if (selectors === undefined) return () => true;
  const { selectActions } = await import('../../pipeline/select.ts');
  const selected = new Set(selectActions(graph, selectors));
  return (id) =>
    selected.has(id) ||
    (!graph.actions.has(id) && selectors.some((text) => id === text || id.startsWith(`${text}/`)));
}

/** Schemas of tables: the pipeline's own, and those of the package that brings the command. */
function listSchemaFolders({ baseDir }: Graph, distribution: Distribution): string[] {
  return [baseDir, distribution.folder].map((folder) => join(folder, 'schemas', 'artifacts'));
}

async function writePage(path: string, page: string): Promise<void> {
  try {
    await writeFile(path, page);
  } catch (cause) {
    throw new RequestError('OUTPUT_UNWRITABLE', `The page cannot be written: ${(cause as Error).message}`, {
      cause,
      hint: 'Give --html a file in a folder that exists.',
    });
  }
}

function collect(value: string, earlier: string[] = []): string[] {
  if (value.trim() === '') throw new InvalidArgumentError('Expected a number.');
  return [...earlier, value];
}
