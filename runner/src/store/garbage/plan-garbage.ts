import type { Digest } from '../../base/digest.ts';
import type { ActionId } from '../../pipeline/model.ts';
import type { StoredResult, Survey } from './survey-store.ts';

export interface GarbageLimits {
  /**
   * Of the results that may go, remove the least recently used ones, until the cache is no larger than this (bytes).
   */
  readonly maxBytes?: number;
  /** Of the results that may go, remove those that were not used for so long. */
  readonly olderThanMs?: number;
}

/** What has to stay, whatever the limits are. */
export interface Keep {
  /** Keys of results. */
  readonly results: ReadonlySet<Digest>;
  /** How many run files stay, counted from the last one. */
  readonly runs: number;
  /** Actions whose failed logs stay. */
  readonly logs: ReadonlySet<ActionId>;
}

export interface Moment {
  readonly nowMs: number;
  /** What was touched after this time is in use. */
  readonly horizonNs: bigint;
  /** Whether nobody else uses the cache now. */
  readonly alone: boolean;
}

export interface Removal {
  readonly kind: 'result' | 'file' | 'checkpoint' | 'log' | 'run';
  /** Relative to the cache folder. */
  readonly path: string;
  readonly bytes: number;
  /** The action of a result or log. */
  readonly action?: ActionId;
  /** When a result was last used. */
  readonly usedAt?: string;
}

export interface GarbagePlan {
  /** In the order in which they are to be removed: results before the files that they need. */
  readonly removals: readonly Removal[];
  readonly beforeBytes: number;
  readonly afterBytes: number;
  readonly keptResults: readonly StoredResult[];
}

/** For so long, unfinished work and logs of failures stay, though nothing names them. */
const LEFTOVERS_MS = 7 * 24 * 3600 * 1000;

/** Decides what is removed. Pure: the same survey gives the same plan. */
export function planGarbage(survey: Survey, keep: Keep, limits: GarbageLimits, moment: Moment): GarbagePlan {
  const { horizonNs, nowMs } = moment;
  const mayGo = survey.results
    .filter(({ key, changedNs }) => !keep.results.has(key) && changedNs < horizonNs)
    .sort((a, b) => a.usedMs - b.usedMs || (a.key < b.key ? -1 : 1));
  const isOld = ({ usedMs }: StoredResult): boolean => nowMs - usedMs > (limits.olderThanMs ?? -Infinity);
  const isLimitedBySize = limits.maxBytes !== undefined && limits.olderThanMs === undefined;
  const ledger = new Ledger(survey, horizonNs);
  const leftovers = listLeftovers(survey, keep, limits, moment);
  for (const { bytes } of leftovers) ledger.bytes -= bytes;
  const gone = new Set<StoredResult>();
  const remove = (result: StoredResult): void => {
    gone.add(result);
    ledger.remove(result);
  };
  if (!isLimitedBySize) for (const result of mayGo.filter(isOld)) remove(result);
  if (limits.maxBytes !== undefined) {
    for (const result of mayGo.filter((one) => !gone.has(one))) {
      if (ledger.bytes <= limits.maxBytes) break;
      remove(result);
    }
  }
  const results = [...gone].map(({ path, bytes, action, usedMs }): Removal => {
    return { kind: 'result', path, bytes, action, usedAt: new Date(usedMs).toISOString() };
  });
  return {
    removals: [...results, ...ledger.listUnneeded(), ...leftovers],
    beforeBytes: survey.totalBytes,
    afterBytes: ledger.bytes,
    keptResults: survey.results.filter((one) => !gone.has(one)),
  };
}

/** Counts which blobs are still needed, and the bytes that remain. */
class Ledger {
  bytes: number;
  readonly #survey: Survey;
  readonly #horizonNs: bigint;
  readonly #users = new Map<Digest, number>();

  constructor(survey: Survey, horizonNs: bigint) {
    this.#survey = survey;
    this.#horizonNs = horizonNs;
    for (const result of survey.results) {
      for (const digest of needsOf(result)) this.#users.set(digest, (this.#users.get(digest) ?? 0) + 1);
    }
    this.bytes = survey.totalBytes;
    for (const { bytes } of this.listUnneeded()) this.bytes -= bytes;
  }

  remove(result: StoredResult): void {
    this.bytes -= result.bytes;
    for (const digest of needsOf(result)) {
      const left = (this.#users.get(digest) ?? 0) - 1;
      this.#users.set(digest, left);
      const blob = this.#survey.blobs.get(digest);
      if (left === 0 && blob !== undefined && blob.changedNs < this.#horizonNs) this.bytes -= blob.bytes;
    }
  }

  listUnneeded(): Removal[] {
    return [...this.#survey.blobs].flatMap(([digest, { path, bytes, changedNs }]): Removal[] => {
      const isNeeded = (this.#users.get(digest) ?? 0) > 0 || changedNs >= this.#horizonNs;
      return isNeeded ? [] : [{ kind: 'file', path, bytes }];
    });
  }
}

/** The blobs of a result, each once, and the bundles that made it. */
export function needsOf({ blobs, bundles }: StoredResult): ReadonlySet<Digest> {
  return new Set([...blobs, ...bundles]);
}

function listLeftovers(survey: Survey, keep: Keep, limits: GarbageLimits, moment: Moment): Removal[] {
  const ageMs = limits.olderThanMs ?? LEFTOVERS_MS;
  const isStale = ({ usedMs, changedNs }: { usedMs: number; changedNs: bigint }): boolean =>
    moment.nowMs - usedMs > ageMs && changedNs < moment.horizonNs;
  const finished = new Set(survey.results.map(({ key }) => `checkpoints/${key}`));
  const checkpoints = moment.alone
    ? survey.checkpoints.filter((one) => finished.has(one.path) || isStale(one))
    : [];
  const logs = survey.logs.filter((one) => !keep.logs.has(one.action) && isStale(one));
  const runs = survey.runs.slice(0, Math.max(0, survey.runs.length - keep.runs));
  return [
    ...checkpoints.map(({ path, bytes }): Removal => ({ kind: 'checkpoint', path, bytes })),
    ...logs.map(({ path, bytes, action }): Removal => ({ kind: 'log', path, bytes, action })),
    ...runs.map(({ path, bytes }): Removal => ({ kind: 'run', path, bytes })),
  ];
}
