import { describeChanges } from '../execute/session/describe-change.ts';
import { detailsOf, type KeyChange, type KeyDetails } from '../execute/session/key-details.ts';
import type { Session } from '../execute/session/session.ts';
import type { SideAction } from './side.ts';

/** Says how an action's keys differ, or why that is not known. */
export function explainKey(
  session: Session,
  before: SideAction,
  after: SideAction,
): { readonly why: string; readonly changes?: readonly KeyChange[] } {
  if (before.key !== undefined && before.key === after.key) {
    return before.outputs === undefined || after.outputs === undefined
      ? { why: 'the same key', changes: [] }
      : { why: 'the same key gave other bytes', changes: [] };
  }
  const unknown = [before, after].find(({ key }) => key === undefined);
  if (unknown !== undefined) return { why: unknown.missing ?? 'its key is not known' };
  const [was, is] = [findDetails(session, before), findDetails(session, after)];
  if (was === undefined || is === undefined) {
    const side = was === undefined ? (is === undefined ? 'either side' : 'A') : 'B';
    return { why: `why is not known: the record of ${side} is not in the cache` };
  }
  const changes = describeChanges(was, is);
  return { why: changes.map(({ text }) => text).join('; ') || 'the keys differ', changes };
}

function findDetails({ store }: Session, { key, details }: SideAction): KeyDetails | undefined {
  if (details !== undefined || key === undefined) return details;
  const found = store.readRecord(key);
  return found.status === 'found' ? detailsOf(found.record) : undefined;
}
