import { countThings, formatBytes } from '../base/words.ts';
import type { CacheGarbage } from '../execute/index.ts';

type Removal = CacheGarbage['removed'][number];

const SHOWN = 20;

/** What a garbage collection removed or, with `dryRun`, would remove. */
export function describeGarbage(garbage: CacheGarbage): string[] {
  const { removed, orphans, notices, dryRun, afterBytes, keptResults } = garbage;
  const would = dryRun ? 'would remove' : 'removed';
  const results = removed.filter(({ kind }) => kind === 'result');
  const freed = garbage.beforeBytes - afterBytes;
  const sum = freed === 0 ? 'nothing in the cache' : `${formatBytes(freed)} of the cache`;
  return [
    ...shorten(results.map(describeResult), 'result').map((line) => `${would} ${line}`),
    ...describeOthers(removed).map((line) => `${would} ${line}`),
    ...shorten(
      orphans.map(({ path, bytes }) => `${path} (${formatBytes(bytes)}), which no action makes any more`),
      'folder',
    ).map((line) => `${would} ${line}`),
    `${would} ${sum}; ${formatBytes(afterBytes)} and ${countThings(keptResults, 'result')} ${dryRun ? 'would stay' : 'stay'} in ${garbage.cacheDir}`,
    ...notices,
  ];
}

function describeResult({ action, path, usedAt }: Removal): string {
  const key = path.replace(/^actions\/|\/|\.json$/g, '').slice(0, 8);
  return `the result ${key} of ${action}, last used ${usedAt?.slice(0, 16).replace('T', ' ')} UTC`;
}

const NOUNS = {
  file: ['file'],
  checkpoint: ['checkpoint'],
  log: ['log of a failure', 'logs of failures'],
  run: ['run file'],
} as const;

function describeOthers(removed: readonly Removal[]): string[] {
  return Object.entries(NOUNS).flatMap(([kind, [singular, plural]]) => {
    const some = removed.filter((one) => one.kind === kind);
    const bytes = some.reduce((sum, one) => sum + one.bytes, 0);
    const count = countThings(some.length, singular, plural);
    return some.length === 0 ? [] : [`${count} that nothing needs (${formatBytes(bytes)})`];
  });
}

function shorten(lines: readonly string[], noun: string): string[] {
  return lines.length <= SHOWN
    ? [...lines]
    : [...lines.slice(0, SHOWN), countThings(lines.length - SHOWN, `more ${noun}`)];
}
