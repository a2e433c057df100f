import { countThings } from '../../runner/src/base/words.ts';
import { type Headline, summarizeHeadline } from './claims/headline.ts';
import type { StudyResults } from './study-results.ts';

/**
 * What the terminal says at the end of a run, as the JSON file that pipeline.json's `summary` names: the answer for each
 * dataset, the failed checks in words, and the page to open.
 * @param page the page's file name
 */
export function formatRunSummary({ table, checks }: StudyResults, page: string): string {
  const summary = summarizeHeadline(table, checks);
  const answers = summary.datasets.map(({ answer }) => answer);
  const headline = `Are the Bayesian networks harder to fool? ${answers.join(' ')}`;
  return `${JSON.stringify({ headline, lines: describeChecks(summary.checks), page }, null, 2)}\n`;
}

function describeChecks({ made, real, expected, sentences }: Headline['checks']): readonly string[] {
  if (made === 0) return [];
  return real + expected === 0 ? [`${countThings(made, 'check')} passed, none failed.`] : sentences;
}
