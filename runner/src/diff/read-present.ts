import { reasons } from '../execute/session/reasons.ts';
import type { Session } from '../execute/session/session.ts';
import { type Settlement, settleActions } from '../execute/session/settle-action.ts';
import type { ActionId } from '../pipeline/model.ts';
import type { Side, SideAction } from './side.ts';

/** The pipeline as it is now, with the results that the cache has for it. Runs nothing. */
export async function readPresent(session: Session): Promise<Side> {
  const { graph } = session;
  const actions = new Map<ActionId, SideAction>();
  for await (const settlement of settleActions(session, graph.actions.keys()))
    actions.set(settlement.action.id, toSideAction(settlement));
  return { kind: 'present', label: 'present results', profile: graph.profile, actions };
}

function toSideAction(settlement: Settlement): SideAction {
  if (settlement.state === 'fails') throw settlement.error;
  if (settlement.state === 'waits') return { missing: reasons.waitsFor(settlement.waitsFor[0]) };
  const known = { key: settlement.keyed.keyDigest, details: settlement.keyed };
  if (settlement.state === 'execute') return { ...known, missing: reasons.noResult };
  return { ...known, outputs: settlement.result.outputs };
}
