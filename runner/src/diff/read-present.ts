import type { Session } from '../execute/session/session.ts';
import type { ActionId } from '../pipeline/model.ts';
import type { Side, SideAction } from './side.ts';

/** The pipeline as it is now, with the results that the cache has for it. Runs nothing. */
export async function readPresent(session: Session): Promise<Side> {
  const { graph } = session;
  const actions = new Map<ActionId, SideAction>();
  for (const [id, action] of graph.actions) {
    const waitsFor = session.findUnsettledInput(action);
    if (waitsFor !== undefined) {
      actions.set(id, { missing: `waits for ${waitsFor}, which has no result yet` });
      continue;
    }
    const keyed = await session.computeKey(action);
    const found = session.store.findResult(id, keyed.keyDigest);
    const known = { key: keyed.keyDigest, details: keyed };
    if (found.status === 'found') {
      session.results.set(id, { keyDigest: keyed.keyDigest, outputs: found.outputs });
      actions.set(id, { ...known, outputs: found.outputs });
    } else {
      actions.set(id, { ...known, missing: 'has no result yet' });
    }
  }
  return { kind: 'present', label: 'present results', profile: graph.profile, actions };
}
