import type { ActionId } from '../../pipeline/model.ts';

/** Gives out the wanted actions, each when those that it reads from are done. */
export class ReadyActions {
  readonly #unmetInputs = new Map<ActionId, number>();
  readonly #dependents = new Map<ActionId, ActionId[]>();
  readonly #ready: ActionId[] = [];

  /** @param upstreamOf the actions that one reads from; those that are not wanted count as done */
  constructor(wanted: ReadonlySet<ActionId>, upstreamOf: (id: ActionId) => Iterable<ActionId>) {
    for (const id of wanted) {
      const upstream = [...upstreamOf(id)].filter((one) => wanted.has(one));
      this.#unmetInputs.set(id, upstream.length);
      for (const one of upstream) {
        const dependents = this.#dependents.get(one);
        if (dependents === undefined) this.#dependents.set(one, [id]);
        else dependents.push(id);
      }
      if (upstream.length === 0) this.#ready.push(id);
    }
  }

  /** The next action whose inputs are all done; each is given out once. */
  take(): ActionId | undefined {
    return this.#ready.shift();
  }

  /** The actions that waited for nothing else are ready now. */
  markDone(id: ActionId): void {
    for (const dependent of this.#dependents.get(id) ?? []) {
      const unmet = (this.#unmetInputs.get(dependent) ?? 0) - 1;
      this.#unmetInputs.set(dependent, unmet);
      if (unmet === 0) this.#ready.push(dependent);
    }
  }
}
