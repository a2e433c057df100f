import { html, type Markup } from '../../../runner/src/formats/html.ts';
import { familyOf, labelDataset } from '../../results/dataset-labels.ts';
import { groupBy } from '../../results/group-by.ts';
import { threatLabels } from '../../results/threat-labels.ts';
import { type ClaimJudgement, type JudgedClaim, judgeAllClaims } from '../claims/judge-claims.ts';
import { type ClaimFinding, verdictLabels } from '../claims/verdict.ts';
import type { StudyResults } from '../study-results.ts';
import { eachProfile, renderTable, type Views } from '../views.ts';

interface ProfileJudgement extends ClaimJudgement {
  readonly profile: string;
}

/** The claims of the paper that the results can decide: a table of verdicts, then each claim with its numbers. */
export function renderClaims(views: Views): Markup {
  if (!views.judgesPaper) return html``;
  const judged = views.profiles.map((results) => judgeOf(results, views));
  const all = judged.flat();
  if (all.length === 0) return html``;
  return html`${renderMatrix(views, all)}
<p>A statement is confirmed when its whole 95% interval supports it, refuted when the whole interval contradicts it, and undecided otherwise. A claim is confirmed when all its statements are, and refuted when one of them is. It is not applicable where a network that it is about did not learn, so that its clean accuracy is not clearly above guessing. “Worst case” is the minimum over the attacks, image by image at each ε. Two networks are compared image by image where the run recorded the result of each image; the numbers then say so. Elsewhere they are compared as if they were independent, which makes the interval too wide.</p>
${eachProfile(views, (_, profile) => renderDetails(judged[profile]!))}`;
}

function judgeOf(results: StudyResults, { threats }: Views): ProfileJudgement[] {
  return judgeAllClaims(results.table, threats).map((judgement) => ({
    ...judgement,
    profile: results.profile,
  }));
}

/** A table with a row for each claim and a column for each profile and threat. */
function renderMatrix({ profiles, threats }: Views, all: readonly ProfileJudgement[]): Markup {
  const columns = profiles.flatMap(({ profile }) => threats.map((threat) => ({ profile, threat })));
  const rows = groupBy(all, ({ claim }) => [claim.number]);
  const sorted = rows.sort(([a], [b]) => a!.claim.number - b!.claim.number);
  const head = html`${
    profiles.length > 1 &&
    html`<tr><td></td>${profiles.map(({ profile }) => html`<th scope="colgroup" colspan="${threats.length}" class="text">${profile || 'this run'}</th>`)}</tr>`
  }<tr><th scope="col" class="text">Claim of the paper</th>${columns.map(({ threat }) => html`<th scope="col" class="text">${threatLabels[threat].short}</th>`)}</tr>`;
  const body = sorted.map((entries) => {
    const [{ claim, dataset }] = entries as [ProfileJudgement];
    const family = labelDataset(familyOf(dataset) ?? dataset);
    const verdicts = columns.map(({ profile, threat }) =>
      renderVerdicts(
        entries.filter((entry) => entry.profile === profile && entry.threat === threat),
        family,
        [...(profiles.length > 1 ? [profile || 'this run'] : []), threatLabels[threat].short].join(', '),
      ),
    );
    return html`<tr><th scope="row" class="wrap">${claim.number}. ${claim.text} <span class="faint">${family}, ${claim.figure}</span></th>${verdicts}</tr>
`;
  });
  return renderTable('Verdicts by threat', head, body, 'matrix stacked');
}

/** A cell with the verdict of each dataset that the claim was judged for. A dataset is named where it is a part of its family. */
function renderVerdicts(entries: readonly ProfileJudgement[], family: string, label: string): Markup {
  if (entries.length === 0) return html`<td class="text none">–</td>`;
  return html`<td class="text" data-label="${label}">${entries.map(({ dataset, claim: { verdict } }) => {
    const name = labelDataset(dataset);
    const isNamed = entries.length > 1 || name !== family;
    return html`<span class="verdict ${verdict}">${verdictLabels[verdict]}</span>${isNamed && html`<small class="faint">${name}</small>`}`;
  })}</td>`;
}

function renderDetails(judged: readonly ClaimJudgement[]): Markup {
  const keys = [...new Set(judged.map(({ dataset, claim }) => JSON.stringify([dataset, claim.number])))];
  return html`<ol class="claims">${keys.map((key) =>
    renderClaim(judged.filter(({ dataset, claim }) => JSON.stringify([dataset, claim.number]) === key)),
  )}</ol>`;
}

function renderClaim(sides: readonly ClaimJudgement[]): Markup {
  const [{ claim, dataset }] = sides as [ClaimJudgement];
  // A claim that does not depend on the threat is shown once.
  const isSame = sides.every((side) => JSON.stringify(side.claim) === JSON.stringify(claim));
  return html`<li><h3>${claim.number}. ${claim.text} <span class="faint">(${labelDataset(dataset)}, ${claim.figure})</span></h3>
<div class="sides">${
    isSame
      ? renderSide('', claim)
      : sides.map((side) => renderSide(threatLabels[side.threat].short, side.claim))
  }</div>
<p class="rule">The paper’s numbers: ${claim.paper}<br/>Rule: ${claim.rule}</p></li>
`;
}

function renderSide(label: string, { verdict, decisive, details }: JudgedClaim): Markup {
  return html`<div><p>${label !== '' && html`${label}: `}<strong class="verdict ${verdict}">${verdictLabels[verdict]}</strong></p>
<ul>${decisive.map(renderFinding)}</ul>${
    details.length > 0 &&
    html`<p class="faint">Beside it, network by network:</p><ul>${details.map(renderFinding)}</ul>`
  }</div>`;
}

function renderFinding({ statement, numbers, verdict }: ClaimFinding): Markup {
  return html`<li>${statement}: <span class="${verdict}">${verdictLabels[verdict]}</span><br/><span class="faint">${numbers}</span></li>`;
}
