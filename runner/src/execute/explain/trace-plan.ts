import { digestBytes } from '../../base/digest.ts';
import { getOwn } from '../../base/own-property.ts';
import type { ActionId } from '../../pipeline/model.ts';
import type { PlanEntry } from '../plan/plan-actions.ts';
import { detailsOf } from '../session/key-details.ts';
import type { Session } from '../session/session.ts';
import type { Cause, ChangeTracer, TracedChange } from './trace-changes.ts';

/** Traces what changed for planned actions, also through inputs that will execute first. */
export class PlanTracer {
  readonly #session: Session;
  readonly #planned: ReadonlyMap<ActionId, PlanEntry>;
  readonly #tracer: ChangeTracer;
  readonly #pending = new Map<ActionId, Cause>();

  constructor(session: Session, planned: ReadonlyMap<ActionId, PlanEntry>, tracer: ChangeTracer) {
    this.#session = session;
    this.#planned = planned;
    this.#tracer = tracer;
  }

  /** How an action's key differs from its last result's, as far as it is known already. */
  async trace(entry: PlanEntry): Promise<TracedChange[]> {
    const { record } = this.#session.lastResults.lookUp(entry.action);
    if (record === undefined || entry.state === 'fail' || entry.state === 'skip') return [];
    const before = detailsOf(record);
    if (entry.keyed !== undefined) return this.#tracer.trace(before, entry.keyed);
    // Inputs that are not known yet are taken as they were. What else changed shows already.
    const action = this.#session.action(entry.action);
    const keyed = await this.#session.computeKey(action, (id, output) => {
      const input = action.inputs.find(({ sources }) =>
        sources.some((source) => source.action === id && source.output === output),
      );
      return getOwn(getOwn(record.sources, input?.name ?? '') ?? {}, id) ?? digestBytes('');
    });
    return [...this.#tracer.trace(before, keyed), ...(await this.#tracePending(entry))];
  }

  /** One change for each input that waits for an action to execute. */
  async #tracePending({ action, dependsOn }: PlanEntry): Promise<TracedChange[]> {
    const waiting = new Set(dependsOn);
    const changes: TracedChange[] = [];
    for (const { name, sources } of this.#session.action(action).inputs) {
      const names = [...new Set(sources.map((source) => source.action))].filter((one) => waiting.has(one));
      if (names.length === 0) continue;
      const causes: Cause[] = [];
      for (const one of names) causes.push(await this.#explainPending(one));
      const who = names.length === 1 ? names[0] : `${names.length} actions`;
      const text = `input ${name}: not known before ${who} ran`;
      changes.push({ field: `inputs.${name}`, before: undefined, after: undefined, text, names, causes });
    }
    return changes;
  }

  async #explainPending(id: ActionId): Promise<Cause> {
    const known = this.#pending.get(id);
    if (known !== undefined) return known;
    const entry = this.#planned.get(id);
    const changes = entry === undefined ? [] : await this.trace(entry);
    const note = changes.length > 0 || entry === undefined ? {} : { note: entry.reason };
    const cause: Cause = { action: id, changes, ...note };
    this.#pending.set(id, cause);
    return cause;
  }
}
