import type { Digest } from '../../base/digest.ts';
import type { ActionId } from '../../pipeline/model.ts';
import type { ActionRecord } from '../../store/action-record.ts';
import { changedSources, describeChanges, howSourceChanged } from '../session/describe-change.ts';
import { detailsOf, type KeyChange, type KeyDetails } from '../session/key-details.ts';
import type { LastResults } from '../session/last-results.ts';
import { reasons } from '../session/reasons.ts';

/** A change of a key. A change of an input also says why each action behind that input gave other bytes. */
export interface TracedChange extends KeyChange {
  readonly causes?: readonly Cause[];
}

/** Why one action that an input comes from gave something else. */
export interface Cause {
  readonly action: ActionId;
  /** What changed for that action in turn. Empty where the trail ends. */
  readonly changes: readonly TracedChange[];
  /** Why the trail ends here. */
  readonly note?: string;
}

/** Follows changes of inputs upstream, from action to action, until it meets a parameter, file, module or package. */
export class ChangeTracer {
  readonly #lastResults: LastResults;
  readonly #known = new Map<string, Cause>();

  constructor(lastResults: LastResults) {
    this.#lastResults = lastResults;
  }

  trace(before: KeyDetails, after: KeyDetails): TracedChange[] {
    return describeChanges(before, after).map((change) => {
      if (!change.field.startsWith('inputs.')) return change;
      const input = change.field.slice('inputs.'.length);
      const causes = changedSources(before, after, input).map((source) =>
        this.#explainSource(source.action, source.was, source.is),
      );
      return { ...change, causes };
    });
  }

  #explainSource(action: ActionId, was: Digest | undefined, is: Digest | undefined): Cause {
    if (was === undefined || is === undefined)
      return { action, changes: [], note: howSourceChanged({ was, is }) };
    const name = `${action} ${was} ${is}`;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    // Records of a pipeline that was rearranged may name each other. Such a trail ends where it meets itself.
    this.#known.set(name, { action, changes: [], note: howSourceChanged({ was, is }) });
    const cause = this.#compareResults(action, was, is);
    this.#known.set(name, cause);
    return cause;
  }

  #compareResults(action: ActionId, was: Digest, is: Digest): Cause {
    const records = this.#lastResults.all(action);
    const now = records.find((record) => hasOutput(record, is));
    const earlier = records.filter((record) => hasOutput(record, was));
    if (now === undefined) {
      return {
        action,
        changes: [],
        note: 'no record has the bytes that it gave: its artifact was edited, or the record is gone',
      };
    }
    // Several results may have the old bytes. Take the last one before the change: what changed until then changed no bytes.
    const then = earlier.find((record) => record.startedAt < now.startedAt) ?? earlier[0];
    if (then === undefined) {
      const note = this.#ranTwice(action, now.keyDigest)
        ? 'was executed again with the same key and gave other bytes: it is not deterministic'
        : reasons.earlierRecordGone;
      return { action, changes: [], note };
    }
    const changes = this.trace(detailsOf(then), detailsOf(now));
    return changes.length === 0
      ? { action, changes, note: 'gave other bytes with the same key: it is not deterministic' }
      : { action, changes };
  }

  #ranTwice(action: ActionId, key: Digest): boolean {
    const runs = this.#lastResults.history.of(action);
    return runs.filter((run) => run.outcome === 'executed' && run.key === key).length > 1;
  }
}

function hasOutput({ outputs }: ActionRecord, digest: Digest): boolean {
  return Object.values(outputs).some((tree) => tree.digest === digest);
}
