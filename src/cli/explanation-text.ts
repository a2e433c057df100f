import type { Explanation } from '../execute/index.ts';
import { formatDuration } from '../progress/duration.ts';
import { STATE_WORDS } from './state-words.ts';

/** What a run would do with an action, what differs from its last result, and where that result came from. */
export function describeExplanation({ action, state, reason, changes, key, record }: Explanation): string[] {
  return [
    `${action}: ${STATE_WORDS[state]}`,
    `  why: ${reason}`,
    ...(changes.length === 0
      ? []
      : ['  changed since its last result:', ...changes.map(({ text }) => `    ${text}`)]),
    ...(key === undefined ? [] : ['  key:', ...describeFields(key)]),
    ...(record === undefined ? [] : describeRecord(record)),
  ];
}

function describeFields(key: object): string[] {
  return Object.entries(key).map(([field, value]) => `    ${field.padEnd(10)}  ${JSON.stringify(value)}`);
}

function describeRecord(record: NonNullable<Explanation['record']>): string[] {
  const facts = Object.entries(record.provenance).map(([name, value]) => `${name} ${value}`);
  return [
    `  last result: ${record.startedAt}, took ${formatDuration(record.durationMs)}, at most ${record.peakMemoryMiB} MiB`,
    ...(facts.length === 0 ? [] : [`    made by: ${facts.join(', ')}`]),
    ...Object.entries(record.outputs).map(
      ([name, tree]) =>
        `    ${name}  ${tree.digest}, ${tree.entries.length} file${tree.entries.length === 1 ? '' : 's'}`,
    ),
  ];
}
