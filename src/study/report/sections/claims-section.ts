import { labelDataset } from '../../figures/figure-catalogue.ts';
import { listDatasets } from '../../figures/select-rows.ts';
import { type Threat, threatLabels } from '../../figures/threat-labels.ts';
import { type JudgedClaim, judgeClaims } from '../claims.ts';
import { html, type Markup } from '../html.ts';
import type { ReportData } from '../load-report.ts';
import type { Finding } from '../verdict.ts';

/** Every claim of the paper that the data speak to, judged under each threat, with the numbers it was judged by. */
export function renderClaims({ table }: ReportData, threats: readonly Threat[]): Markup {
  const parts = listDatasets(table).map((dataset) => {
    const judged = threats.map((threat) => ({ threat, claims: judgeClaims(table, dataset, threat) }));
    const claims = judged[0]?.claims ?? [];
    if (claims.length === 0) return html`<p>The paper claims nothing about ${labelDataset(dataset)}.</p>`;
    return html`
<h3>${labelDataset(dataset)}</h3>
<ol class="claims">${claims.map((claim, i) =>
      renderClaim(
        claim,
        judged.map(({ threat, claims: list }) => ({ threat, claim: list[i]! })),
      ),
    )}</ol>`;
  });
  return html`
<section id="claims" aria-labelledby="claims-title"><h2 id="claims-title">What the paper claims, and what this run says</h2>
<p>A statement counts as confirmed when the whole 95% interval is on its side, as refuted when none of it is, and is undecided otherwise. A claim needs all its statements; one refuted statement refutes it. Intervals cover the choice of test images, not the chance in training: each network was trained once.</p>
${parts}
</section>`;
}

function renderClaim(
  { number, text, rule, figure }: JudgedClaim,
  sides: readonly { readonly threat: Threat; readonly claim: JudgedClaim }[],
): Markup {
  // What does not depend on the threat is told once.
  const isSame = sides.every(({ claim }) => JSON.stringify(claim) === JSON.stringify(sides[0]!.claim));
  return html`<li><h3>${number}. ${text} <span class="faint">(${figure})</span></h3>
<div class="sides">${
    isSame
      ? renderSide('', sides[0]!.claim)
      : sides.map(({ threat, claim }) => renderSide(threatLabels[threat].short, claim))
  }</div>
<p class="rule">Rule: ${rule}</p></li>
`;
}

function renderSide(label: string, { verdict, decisive, details }: JudgedClaim): Markup {
  return html`<div><p>${label !== '' && html`${label}: `}<strong class="verdict ${verdict}">${verdict}</strong></p>
<ul>${decisive.map(renderFinding)}</ul>${
    details.length > 0 &&
    html`<p class="faint">Beside it, pair by pair:</p><ul>${details.map(renderFinding)}</ul>`
  }</div>`;
}

function renderFinding({ statement, numbers, verdict }: Finding): Markup {
  return html`<li>${statement}: <span class="${verdict}">${verdict}</span><br/><span class="faint">${numbers}</span></li>`;
}
