import { countThings, joinWords } from '../../runner/src/base/words.ts';
import type { CheckRow } from '../generated/artifacts/checks.ts';
import { labelDataset } from '../results/dataset-labels.ts';
import { groupBy } from '../results/group-by.ts';
import { listDatasets } from '../results/select-rows.ts';
import { measureTwinGains } from './claims/twin-gains.ts';
import { concludeFrom } from './sections/summary-section.ts';
import type { StudyResults } from './study-results.ts';

/**
 * What the terminal says at the end of a run, as the JSON file that pipeline.json's `summary` names: the answer for each
 * dataset, the failed checks in words, and the page to open.
 * @param page the page's file name
 */
export function formatRunSummary({ table, checks }: StudyResults, page: string): string {
  const answers = listDatasets(table).map((dataset) => {
    const gainsUnder = (threat: string) =>
      table.rows.some((row) => row.dataset === dataset && row.threat === threat)
        ? measureTwinGains(table, dataset, threat)
        : [];
    return `${labelDataset(dataset)}: ${concludeFrom(gainsUnder('direct'), gainsUnder('transfer'))}`;
  });
  const headline = `Are the Bayesian networks harder to fool? ${answers.join(' ')}`;
  const lines = describeChecks(checks);
  return `${JSON.stringify({ headline, lines, page }, null, 2)}\n`;
}

/** `12 of 84 checks failed: "An iterative attack is as strong as FGSM" (8) and "…" (4).` */
function describeChecks(checks: readonly CheckRow[]): string[] {
  const asked = checks.filter(({ outcome }) => outcome !== 'not-applicable');
  if (asked.length === 0) return [];
  const failed = asked.filter(({ outcome }) => outcome === 'failed');
  const total = countThings(asked.length, 'check');
  if (failed.length === 0) return [`${total} passed, none failed.`];
  const titles = groupBy(failed, ({ name }) => [name]).map((rows) => `“${rows[0]!.title}” (${rows.length})`);
  return [`${failed.length} of ${total} failed: ${joinWords(titles)}.`];
}
