import { html, type Markup } from '../../../runner/src/formats/html.ts';
import type { CheckRow } from '../../generated/artifacts/checks.ts';
import { groupBy } from '../../results/group-by.ts';
import { summarizeFailedChecks } from '../claims/failed-checks.ts';
import { labelCheck } from '../label-check.ts';
import { eachProfile, renderTable, type Views } from '../views.ts';

const outcomes = {
  failed: { label: 'failed', className: 'refuted' },
  passed: { label: 'passed', className: 'confirmed' },
  'not-applicable': { label: 'not applicable', className: 'undecided' },
} as const;

/** The reviewer's checks: how many passed, then each check with its subjects and numbers. */
export function renderChecks(views: Views): Markup {
  return eachProfile(views, ({ checks }) =>
    checks.length === 0
      ? html``
      : html`${renderTally(checks)}${groupBy(checks.map(labelCheck), ({ name }) => [name]).map(renderGroup)}`,
  );
}

function renderTally(checks: readonly CheckRow[]): Markup {
  const parts = (['passed', 'failed', 'not-applicable'] as const).map((outcome) => {
    const count = checks.filter((check) => check.outcome === outcome).length;
    return html`<strong class="${outcomes[outcome].className}">${count} ${outcomes[outcome].label}</strong>`;
  });
  const { sentences } = summarizeFailedChecks(checks);
  return html`<p>${parts.map((part, i) => html`${i > 0 && ', '}${part}`)}.${sentences.map((sentence) => ` ${sentence}`)}</p>`;
}

/** One check on all its subjects. It is open where the check failed. */
function renderGroup(checks: readonly CheckRow[]): Markup {
  const worst = (['failed', 'passed', 'not-applicable'] as const).find((outcome) =>
    checks.some((check) => check.outcome === outcome),
  )!;
  const { className } = outcomes[worst];
  const failed = checks.filter(({ outcome }) => outcome === 'failed');
  const isExpected = failed.length > 0 && failed.every(({ expectedByProtocol }) => expectedByProtocol);
  const label = isExpected ? labelOutcome(failed[0]!) : outcomes[worst].label;
  const [{ title }] = checks as [CheckRow];
  const head = html`<tr><th scope="col" class="text">Subject</th><th scope="col" class="text">Outcome</th><th scope="col">Value</th><th scope="col">Threshold</th><th scope="col" class="text">Detail</th></tr>`;
  const body = checks.map(
    (check) =>
      html`<tr><th scope="row" class="wrap">${check.subject}</th><td class="text ${outcomes[check.outcome].className}" data-label="Outcome">${labelOutcome(check)}</td><td data-label="Value">${formatNumber(check.value)}</td><td data-label="Threshold">${formatNumber(check.threshold)}</td><td class="text wrap whole">${check.detail}</td></tr>
`,
  );
  return html`<details${worst === 'failed' && html` open="open"`}><summary><span class="verdict ${className}">${label}</span> ${title}</summary>
${renderTable(title, head, body, 'stacked')}</details>
`;
}

function labelOutcome({ outcome, expectedByProtocol }: CheckRow): string {
  return `${outcomes[outcome].label}${expectedByProtocol ? ', expected by protocol' : ''}`;
}

function formatNumber(value: number | null): string {
  return value === null ? '–' : String(Number(value.toPrecision(4))).replace('-', '−');
}
