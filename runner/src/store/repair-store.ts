import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { lstatIfAny } from '../base/stat-if-any.ts';
import { withIoErrors } from './errors.ts';
import { removeUnlessUsed } from './garbage/remove-unless-used.ts';
import type { Store } from './store.ts';
import type { Finding } from './verify-store.ts';

/**
 * Removes what the findings name, so that the next run makes it again. What was written or used since the verification
 * began
 * stays, because another run may have healed it. The caller holds the mutex `gc`.
 * @param markNs from takeClockMark, taken before verifyStore began
 * @throws StoreIoError
 */
export function repairStore(store: Store, findings: readonly Finding[], markNs: bigint): void {
  const { folders, scratch } = store;
  for (const path of new Set(findings.flatMap(({ remove }) => remove))) {
    const whole = join(folders.root, path);
    if (/^(?:objects|actions)\//.test(path)) removeUnlessUsed(whole, markNs, folders, scratch);
    else removeUnlessChanged(whole, markNs);
  }
}

function removeUnlessChanged(path: string, markNs: bigint): void {
  const stat = lstatIfAny(path);
  if (stat === undefined || stat.ctimeNs >= markNs) return;
  withIoErrors('remove', path, () => rmSync(path, { recursive: true, force: true }));
}
