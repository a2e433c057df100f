import type { Command } from 'commander';
import type { CacheVerification } from '../../execute/index.ts';
import { type CommandContext, writeJson, writeLines } from '../context.ts';
import { EXIT_DONE, EXIT_FAILED } from '../exit-codes.ts';
import { formatBytes } from '../format-bytes.ts';
import { addGraphOptions, type GraphOptions, loadGraph } from '../graph-options.ts';

interface CacheCommandOptions extends GraphOptions {
  readonly json?: true;
  readonly repair?: true;
}

/** `pipeline cache verify|size`: whether the cache is as it was written, and how much it holds. */
export function addCacheCommand(program: Command, context: CommandContext): void {
  const cache = program.command('cache').description('verify or measure the cache');
  addGraphOptions(
    cache
      .command('verify')
      .description('read everything in the cache and name what is damaged')
      .option('--repair', 'remove what is damaged, so that the next run makes it again')
      .option('--json', 'as one JSON document'),
  ).action((options: CacheCommandOptions) => verify(options, context));
  addGraphOptions(
    cache
      .command('size')
      .description('say how much the cache holds, by stage')
      .option('--json', 'as one JSON document'),
  ).action((options: CacheCommandOptions) => size(options, context));
}

async function verify(options: CacheCommandOptions, context: CommandContext): Promise<void> {
  const graph = await loadGraph(context, options);
  const { verifyCache } = await import('../../execute/index.ts');
  const verification = await verifyCache(graph, { repair: options.repair === true });
  if (options.json) writeJson(context, verification);
  else writeLines(context, describeVerification(verification));
  const isSound = verification.findings.length === 0 && verification.edited.length === 0;
  context.exitWith(isSound ? EXIT_DONE : EXIT_FAILED);
}

function describeVerification(verification: CacheVerification): string[] {
  const { findings, edited, blobs, records, bytes } = verification;
  const read = `${records} records and ${blobs} files (${formatBytes(bytes)})`;
  return [
    ...(findings.length === 0 ? [`sound: ${read}`] : describeFindings(verification, read)),
    ...edited.map(({ path, differences }) => `${path} is edited: ${listSome(differences)}`),
    ...(edited.length === 0
      ? []
      : ['hint: pipeline run restores edited artifacts, with --keep-edits it uses them']),
  ];
}

function listSome(differences: readonly string[]): string {
  const more = differences.length > 5 ? ` and ${differences.length - 5} more` : '';
  return `${differences.slice(0, 5).join(', ')}${more}`;
}

function describeFindings({ findings, repaired }: CacheVerification, read: string): string[] {
  return [
    ...findings.map(({ path, message, actions }) => {
      const needed = actions.length === 0 ? '' : ` (needed for ${actions.join(', ')})`;
      return `${path} ${message}${needed}`;
    }),
    `${findings.length} of ${read} damaged${repaired ? '; removed: the next run makes them again' : ''}`,
    ...(repaired
      ? []
      : ['hint: pipeline cache verify --repair removes them, so that the next run makes them again']),
  ];
}

async function size(options: CacheCommandOptions, context: CommandContext): Promise<void> {
  const graph = await loadGraph(context, options);
  const { measureCache } = await import('../../execute/index.ts');
  const measured = await measureCache(graph);
  if (options.json) {
    writeJson(context, measured);
    return;
  }
  const stages = Object.entries(measured.stages);
  const width = Math.max(0, ...stages.map(([name]) => name.length));
  writeLines(context, [
    ...stages.map(
      ([name, { actions, bytes }]) =>
        `${name.padEnd(width)}  ${formatBytes(bytes).padStart(9)}  ${actions} results`,
    ),
    `${formatBytes(measured.totalBytes)} in ${measured.cacheDir}`,
  ]);
}
