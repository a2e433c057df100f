import { labelDataset } from '../figures/figure-catalogue.ts';
import { listDatasets } from '../figures/select-rows.ts';
import type { Threat } from '../figures/threat-labels.ts';
import { judgeClaims } from './claims.ts';
import { formatCount, formatSeconds, joinWords } from './format-numbers.ts';
import { html, type Markup, trustMarkup } from './html.ts';
import type { ReportData } from './load-report.ts';
import { pageStyle } from './page-style.ts';
import { renderAccuracyTables } from './sections/accuracy-tables.ts';
import { renderCaveats } from './sections/caveats-section.ts';
import { renderClaims } from './sections/claims-section.ts';
import { renderClean } from './sections/clean-section.ts';
import { renderFigures } from './sections/figures-section.ts';
import { renderGallery } from './sections/gallery-section.ts';
import { renderProvenance } from './sections/provenance-section.ts';
import { renderStudyComparison } from './sections/study-comparison.ts';
import { renderTraining } from './sections/training-section.ts';
import { listThreats, renderThreatSwitch } from './threats.ts';

type Section = readonly [id: string, label: string, content: Markup];

export interface PageFacts {
  /** Name of the profile that was run; empty when not known. */
  readonly profile: string;
  /** The pipeline's seed. */
  readonly seed?: string | number | undefined;
}

/** The whole report as one page that loads nothing from elsewhere. Its bytes depend on the data and facts alone. */
export async function renderPage(data: ReportData, facts: PageFacts): Promise<string> {
  const threats = listThreats(data);
  const claims: Section = ['claims', 'Claims', renderClaims(data, threats)];
  const byThreat: Section[] = [
    ['figures', 'Figures', renderFigures(data, threats)],
    ['accuracy', 'Accuracy under attack', renderAccuracyTables(data, threats)],
    ['examples', 'Adversarial images', await renderGallery(data, threats)],
  ];
  const others: Section[] = [
    ['clean', 'Clean accuracy', html`${renderClean(data)}${renderStudyComparison(data)}`],
    ['training', 'Training', await renderTraining(data)],
    ['caveats', 'Read with care', renderCaveats(data)],
    ['provenance', 'What was run', renderProvenance(data)],
  ];
  const shown = [claims, ...byThreat, ...others].filter(([, , content]) => content.text !== '');
  const page = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>Are Bayesian CNNs more robust to gradient-based attacks?</title>
<style>${trustMarkup(pageStyle)}</style>
</head>
<body>
<header>
<h1>Are Bayesian CNNs more robust to gradient-based attacks?</h1>
<p class="lead">A rerun of “Robustness of Bayesian Approach to Gradient-Based Attacks” (2022): convolutional networks and their twins trained by variational inference, attacked with the same budgets.</p>
${renderAnswer(data, threats)}
${renderFacts(data, facts)}
<nav aria-label="Sections"><ul>${shown.map(([id, label]) => html`<li><a href="#${id}">${label}</a></li>`)}</ul></nav>
</header>
<main>
${claims[2]}
<div>${renderThreatSwitch(threats)}${byThreat.map(([, , content]) => content)}</div>
${others.map(([, , content]) => content)}
</main>
<footer><p>Made by the report stage of this pipeline from the artifacts named above; no part of it was written by hand for this run.</p></footer>
</body>
</html>
`;
  return page.text;
}

/** One sentence a threat: which claims stand and which fall. */
function renderAnswer({ table }: ReportData, threats: readonly Threat[]): Markup {
  const datasets = listDatasets(table);
  const sentences = threats.flatMap((threat) => {
    const claims = datasets.flatMap((dataset) => judgeClaims(table, dataset, threat));
    const parts = (['confirmed', 'refuted', 'undecided'] as const).flatMap((verdict) => {
      const numbers = claims.filter((claim) => claim.verdict === verdict).map(({ number }) => String(number));
      const unique = [...new Set(numbers)];
      if (unique.length === 0) return [];
      const subject = unique.length === 1 ? `claim ${unique[0]} is` : `claims ${joinWords(unique)} are`;
      return [html`${subject} <strong class="${verdict}">${verdict}</strong>`];
    });
    if (parts.length === 0) return [];
    return [
      html`<li>Under the ${threat} threat ${parts.map((part, i) => html`${i > 0 && ', '}${part}`)}.</li>`,
    ];
  });
  return sentences.length === 0 ? html`` : html`<ul>${sentences}</ul>`;
}

function renderFacts({ table, cells, models }: ReportData, { profile, seed }: PageFacts): Markup {
  const counts = [...new Set(table.rows.map((row) => row.count))].sort((a, b) => a - b);
  const engines = [
    ...new Set(models.flatMap(({ provenance: run }) => (run ? [`${run.engine} ${run.engineVersion}`] : []))),
  ];
  const trainingSeconds = models.reduce((sum, { provenance }) => sum + (provenance?.seconds ?? 0), 0);
  const attackSeconds = cells.reduce((sum, { result }) => sum + result.seconds, 0);
  const facts: [string, string][] = [
    ['Profile', profile],
    ['Dataset', listDatasets(table).map(labelDataset).join(', ')],
    ['Images attacked', counts.map(formatCount).join(' or ')],
    ['Cells of the grid', formatCount(table.rows.length)],
    ['Engine', engines.join(', ')],
    ['Seed', seed === undefined ? '' : String(seed)],
    ['Training time', models.length > 0 ? formatSeconds(trainingSeconds) : ''],
    ['Attack time', cells.length > 0 ? formatSeconds(attackSeconds) : ''],
  ];
  return html`<dl class="facts">${facts
    .filter(([, value]) => value !== '')
    .map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}
