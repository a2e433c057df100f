import { countThings, formatBytes } from '../base/words.ts';
import type { SyncReport } from '../execute/index.ts';

/** Says what failed in an exchange with another cache, and how much was copied. */
export function describeSync({ actions, direction, dryRun, remote }: SyncReport): string[] {
  const count = (state: string): number => actions.filter((one) => one.state === state).length;
  const bytes = actions.reduce((sum, one) => sum + one.bytes, 0);
  const verb = dryRun ? `would ${direction}` : `${direction}ed`;
  const where = direction === 'push' ? 'to' : 'from';
  const lacking = count('missing') + count('unknown');
  const parts = [
    `${verb} ${countThings(count('copied'), 'result')} (${formatBytes(bytes)}) ${where} ${remote}`,
    `${count('there')} were there`,
    ...(lacking === 0
      ? []
      : [direction === 'push' ? `${lacking} have no result here` : `${lacking} are in neither cache`]),
    ...(count('failed') === 0 ? [] : [`${count('failed')} failed`]),
  ];
  return [
    ...actions.flatMap(({ action, state, message }) => (state === 'failed' ? [`${action}: ${message}`] : [])),
    parts.join('; '),
  ];
}
