import type { Command } from 'commander';
import { countThings, formatBytes } from '../../../base/words.ts';
import type { CacheVerification } from '../../../execute/index.ts';
import { shorten } from '../../../execute/session/shorten.ts';
import { type CommandContext, writeJson, writeLines } from '../../context.ts';
import { EXIT_DONE, EXIT_FAILED } from '../../exit-codes.ts';
import { addGraphOptions, type GraphOptions, loadGraph } from '../../graph-options.ts';
import { sayWaiting } from './say-waiting.ts';

interface VerifyOptions extends GraphOptions {
  readonly json?: true;
  readonly repair?: true;
}

/** `pipeline cache verify`: whether the cache is as it was written. */
export function addVerifyCommand(cache: Command, context: CommandContext): void {
  const command = cache
    .command('verify')
    .description('read everything in the cache and name what is damaged')
    .option('--repair', 'remove what is damaged, so that the next run makes it again')
    .option('--json', 'as one JSON document');
  addGraphOptions(command).action((options: VerifyOptions) => verify(options, context));
}

async function verify(options: VerifyOptions, context: CommandContext): Promise<void> {
  const graph = await loadGraph(context, options);
  const { verifyCache } = await import('../../../execute/index.ts');
  const verification = await verifyCache(graph, {
    repair: options.repair === true,
    onWait: () => sayWaiting(context),
  });
  if (options.json) writeJson(context, verification);
  else writeLines(context, describeVerification(verification));
  const isSound = verification.findings.length === 0 && verification.edited.length === 0;
  context.exitWith(isSound ? EXIT_DONE : EXIT_FAILED);
}

function describeVerification(verification: CacheVerification): string[] {
  const { findings, edited, blobs, records, bytes } = verification;
  const read = `${countThings(records, 'record')} and ${countThings(blobs, 'file')} (${formatBytes(bytes)})`;
  return [
    ...(findings.length === 0 ? [`sound: ${read}`] : describeFindings(verification, read)),
    ...edited.map(({ path, differences }) => `${path} is edited: ${shorten(differences, 5)}`),
    ...(edited.length === 0
      ? []
      : ['hint: npx pipeline run restores edited artifacts, with --keep-edits it uses them']),
  ];
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
      : ['hint: npx pipeline cache verify --repair removes them, so that the next run makes them again']),
  ];
}
