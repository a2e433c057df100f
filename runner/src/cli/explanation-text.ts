import { digestBytes } from '../base/digest.ts';
import { countThings, formatDuration } from '../base/words.ts';
import type { Cause, Explanation, LastRun, RootCause, TracedChange } from '../execute/index.ts';
import { reasons } from '../execute/session/reasons.ts';
import type { ActionKey } from '../hash/action-key.ts';
import { STATE_WORDS } from './state-words.ts';

/** How many causes of one change are shown. JSON has all of them. */
const SHOWN_CAUSES = 6;

const EMPTY_LOG = digestBytes('');

/** Says what a run would do with an action, what differs from its last result and why, and where that result came from. */
export function describeExplanation(explanation: Explanation): string[] {
  const { action, state, reason, changes, rootCauses, key, failure } = explanation;
  return [
    `${action}: ${STATE_WORDS[state]}`,
    `  why: ${reason}`,
    ...(changes.length === 0
      ? []
      : ['  changed since its last result:', ...describeChangeTree(changes, '    ')]),
    ...describeRootCauses(changes, rootCauses),
    ...(failure === undefined ? [] : [`  its last attempt failed: ${failure.message} (run ${failure.run})`]),
    ...describeHistory(explanation),
    ...(key === undefined ? [] : ['  key:', ...describeFields(key)]),
  ];
}

/** Nothing, if all changes are the action's own: then they are listed already. */
function describeRootCauses(changes: readonly TracedChange[], rootCauses: readonly RootCause[]): string[] {
  if (!changes.some(({ causes }) => causes !== undefined && causes.length > 0)) return [];
  return [
    '  it all begins with:',
    ...rootCauses.map(({ text, actions }) => `    ${shortenIds(actions)}: ${text}`),
  ];
}

function describeHistory({ history, record, lastRun, log, failure }: Explanation): string[] {
  if (record === undefined)
    return history === 'never-ran'
      ? ['  it never ran here']
      : ['  it ran here before, but the record of that result is gone, so what changed since cannot be said'];
  // Of a failed attempt, the log is a file of its own, which is there only if something was written.
  const isEmpty = failure?.logPath === undefined && record.log === EMPTY_LOG;
  return [
    ...(history === 'record-gone' ? ['  the record of its last result is gone; this is an older one'] : []),
    ...(lastRun === undefined ? [] : describeLastRun(lastRun)),
    ...describeRecord(record),
    ...(log === undefined ? [] : [`    log: ${isEmpty ? 'empty' : log}`]),
  ];
}

function describeLastRun({
  startedAt,
  run,
  reason,
  changes,
  rootCauses,
  note,
  restored,
}: LastRun & { readonly rootCauses: readonly RootCause[] }): string[] {
  const where = run === undefined ? '' : ` (run ${run})`;
  const why = reason ?? (changes.length === 0 ? note : undefined);
  return [
    `  last ran: ${startedAt}${where}`,
    ...(why === undefined ? [] : [`    because: ${why}`]),
    ...(reason !== undefined && note !== undefined && reason !== reasons.neverRan ? [`    ${note}`] : []),
    // The reason names changes of the action's own already.
    ...(reason !== undefined && changes.every(({ causes }) => causes === undefined)
      ? []
      : describeChangeTree(changes, '    ')),
    ...describeRootCauses(changes, rootCauses).map((line) => `  ${line}`),
    ...(restored === undefined
      ? []
      : [`    taken from the cache since: ${restored.startedAt} (run ${restored.run}): ${restored.reason}`]),
  ];
}

function describeFields(key: object): string[] {
  return Object.entries(key).map(([field, value]) => `    ${field.padEnd(10)}  ${showField(field, value)}`);
}

/** Packages are shown by version. JSON has their integrity too. */
function showField(field: string, value: unknown): string {
  if (field === 'inputModules') {
    const modules = Object.entries(value as NonNullable<ActionKey['inputModules']>);
    return modules.map(([name, { bundle }]) => `${name} ${bundle}`).join(', ');
  }
  if (field !== 'packages') return JSON.stringify(value);
  const packages = Object.entries(value as Readonly<Record<string, string>>);
  return packages.map(([name, words]) => `${name} ${words.split(' ')[0]}`).join(', ');
}

function describeRecord(record: NonNullable<Explanation['record']>): string[] {
  const facts = Object.entries(record.provenance).map(([name, value]) => `${name} ${value}`);
  const { seed, threads } = record.key;
  const parts = [
    `took ${formatDuration(record.durationMs)}`,
    // Nobody measures the memory of a command: its record has 0.
    ...(record.peakMemoryMiB === 0 ? [] : [`at most ${record.peakMemoryMiB} MiB`]),
    `seed ${seed}`,
    countThings(threads, 'thread'),
  ];
  return [
    `  its result: ${parts.join(', ')}`,
    ...(facts.length === 0 ? [] : [`    made by: ${facts.join(', ')}`]),
    ...Object.entries(record.outputs).map(
      ([name, tree]) => `    ${name}  ${tree.digest}, ${countThings(tree.entries.length, 'file')}`,
    ),
  ];
}

/** Changes with their causes below. Causes with the same text are shown once, and causes that were shown above not again. */
function describeChangeTree(
  changes: readonly TracedChange[],
  indent: string,
  told: Set<string> = new Set(),
): string[] {
  return changes.flatMap((change) => {
    const { text, causes = [] } = change;
    // An input that is not known yet: only where its changes begin is certain, and that is shown at the end.
    if (isPending(change)) return [`${indent}${text}`];
    const groups = groupCauses(causes);
    const lines = groups.slice(0, SHOWN_CAUSES).flatMap(({ actions, cause }) => {
      const name = `${indent}  ${shortenIds(actions)}`;
      if (cause.note !== undefined) return [`${name}: ${cause.note}`];
      const [first, ...others] = cause.changes;
      if (first !== undefined && others.length === 0 && first.causes === undefined)
        return [`${name}: ${first.text}`];
      const signature = signatureOf(cause);
      if (told.has(signature)) return [`${name}: as above`];
      told.add(signature);
      return [`${name}:`, ...describeChangeTree(cause.changes, `${indent}    `, told)];
    });
    const hidden = groups.length - SHOWN_CAUSES;
    return [`${indent}${text}`, ...lines, ...(hidden > 0 ? [`${indent}  … and ${hidden} more`] : [])];
  });
}

function isPending({ before, after, causes }: TracedChange): boolean {
  return before === undefined && after === undefined && causes !== undefined;
}

function groupCauses(causes: readonly Cause[]): { actions: string[]; cause: Cause }[] {
  const groups = new Map<string, { actions: string[]; cause: Cause }>();
  for (const cause of causes) {
    const signature = signatureOf(cause);
    const group = groups.get(signature);
    if (group === undefined) groups.set(signature, { actions: [cause.action], cause });
    else group.actions.push(cause.action);
  }
  return [...groups.values()];
}

/** Also names the actions behind a cause, so that equal signatures mean equal causes. */
function signatureOf({ note, changes }: Cause): string {
  return JSON.stringify([note, changes.map(({ text, names }) => [text, names])]);
}

function shortenIds(ids: readonly string[]): string {
  return ids.length <= 2 ? ids.join(' and ') : `${ids[0]} and ${ids.length - 1} more`;
}
