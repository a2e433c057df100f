import type { Outcomes } from '../../results/outcomes.ts';
import { listCleanRepeats, listRepeatRows } from '../../results/result-table.ts';
import { threatOrder } from '../../results/threat-labels.ts';
import { judgeAllClaims } from '../claims/judge-claims.ts';
import type { StudyResults } from '../study-results.ts';
import { packOutcomes } from './pack-outcomes.ts';
import { formatTable, packTable } from './packed-table.ts';

/** Numbers are rounded to this many significant digits, which is far finer than any interval. */
const digits = 7;

/** Formats results as the text of a record. Its bytes depend on the results alone. */
export function formatRecord(results: StudyResults): string {
  const { profile, seed, machine, table, cells, models, checks, actions } = results;
  const list = (rows: readonly object[], indent = '  '): string =>
    formatTable(packTable(rows.map(roundRow)), indent);
  const trainings = models.map(
    ({ repeat, metrics, epochs, provenance }) =>
      `    {\n${repeat === null ? '' : `      "repeat": ${JSON.stringify(repeat)},\n`}      "metrics": ${JSON.stringify(metrics)},\n      "epochs": ${list(epochs, '      ')}${
        provenance === undefined ? '' : `,\n      "provenance": ${JSON.stringify(provenance)}`
      }\n    }`,
  );
  const entries: [string, string | undefined][] = [
    ['recordVersion', '1'],
    ['profile', JSON.stringify(profile)],
    ['seed', seed === undefined ? undefined : JSON.stringify(seed)],
    ['machine', machine === undefined ? undefined : JSON.stringify(machine)],
    ['claims', `[${listVerdicts(results).map((claim) => `\n    ${JSON.stringify(claim)}`)}\n  ]`],
    ['clean', list(table.clean)],
    ['checks', list(checks)],
    ['trainings', `[\n${trainings.join(',\n')}\n  ]`],
    ['table', list(table.rows)],
    ['repeats', table.repeats && list(table.repeats)],
    ['outcomes', listOutcomes(listRepeatRows(table), table.outcomes)],
    ['cleanRepeats', table.cleanRepeats && list(table.cleanRepeats)],
    ['cleanOutcomes', listOutcomes(listCleanRepeats(table), table.cleanOutcomes)],
    ['norms', list(table.norms ?? [])],
    ['survival', list(table.survival ?? [])],
    ['cells', list(cells)],
    ['actions', list(actions.filter(({ kind }) => kind !== 'Attack cells'))],
  ];
  const lines = entries.flatMap(([name, text]) => (text === undefined ? [] : [`  "${name}": ${text}`]));
  return `{\n${lines.join(',\n')}\n}\n`;
}

function listOutcomes<Row>(
  rows: readonly Row[],
  outcomes: ReadonlyMap<Row, Outcomes> | undefined,
): string | undefined {
  return outcomes && formatTable(packOutcomes(rows, outcomes), '  ');
}

function listVerdicts({ table, judgesPaper }: StudyResults) {
  if (judgesPaper !== true) return [];
  return judgeAllClaims(table, threatOrder).map(({ dataset, threat, claim }) => {
    const { number, text, verdict, decisive } = claim;
    return { dataset, threat, number, verdict, text, findings: decisive };
  });
}

function roundRow(row: object): object {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(digits)) : value,
    ]),
  );
}
