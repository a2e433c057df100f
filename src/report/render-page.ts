import { digestBytes } from '../../runner/src/base/digest.ts';
import { html, type Markup, trustMarkup } from '../../runner/src/formats/html.ts';
import { reportScript } from '../generated/report-script.ts';
import { labelDataset } from '../results/dataset-labels.ts';
import { threatLabels } from '../results/threat-labels.ts';
import { loadStrips } from './gallery/load-strips.ts';
import type { ReportData } from './load-report.ts';
import { pageStyle } from './page-style.ts';
import { renderAccuracyTables } from './sections/accuracy-tables.ts';
import { renderCaveats } from './sections/caveats-section.ts';
import { renderChecks } from './sections/checks-section.ts';
import { renderClaims } from './sections/claims-section.ts';
import { renderClean } from './sections/clean-section.ts';
import { renderDownloads } from './sections/downloads.ts';
import { renderFigures } from './sections/figures-section.ts';
import { renderGallery, styleGallery } from './sections/gallery-section.ts';
import { renderGradients } from './sections/gradients-section.ts';
import { renderProvenance } from './sections/provenance-section.ts';
import { renderSummary } from './sections/summary-section.ts';
import { renderSurvival } from './sections/survival-section.ts';
import { renderTraining } from './sections/training-section.ts';
import { renderUncertainty } from './sections/uncertainty-section.ts';
import type { StudyResults } from './study-results.ts';
import { Switches } from './switches.ts';
import { datasetSwitch, eachProfile, listViews, renderSection } from './views.ts';

interface Section {
  readonly id: string;
  /** Its name in the table of contents. */
  readonly label: string;
  readonly title: string;
  readonly lead?: string;
  readonly content: Markup;
}

/** What the page says about the study before its results: params of the report stage. */
export interface PageText {
  readonly title?: string;
  readonly subject?: string;
  readonly introduction?: readonly string[];
  /** The paper that the study reruns. */
  readonly paper?: { readonly citation: string; readonly link?: string };
}

/**
 * Renders the whole report as one page that loads nothing from elsewhere. Its bytes depend on the data alone.
 * @param compared recorded results of other profiles; the page can show them in place of this run's
 */
export async function renderPage(
  data: ReportData,
  text: PageText = {},
  compared: readonly StudyResults[] = [],
): Promise<string> {
  const views = listViews([data.results, ...compared]);
  const switches = new Switches();
  const settings = html`${switches.render('profile', 'Profile', nameProfiles(views.profiles))}${switches.render('theme', 'Colours', ['As the system', 'Light', 'Dark'])}`;
  const datasets = eachProfile(views, (_, profile) =>
    switches.render(datasetSwitch(profile), 'Dataset', views.datasets[profile]!.map(labelDataset)),
  );
  const bar = html`${datasets}${switches.render(
    'threat',
    'Threat',
    views.threats.map((threat) => threatLabels[threat].short),
  )}`;
  const { title = 'Robustness under attack' } = text;
  const strips = await loadStrips(data);
  const sections: Section[] = [
    { id: 'summary', label: 'In short', title: 'In short', content: renderSummary(views) },
    {
      id: 'claims',
      label: 'Claims',
      title: 'What the paper claims and what we found',
      content: renderClaims(views),
    },
    {
      id: 'figures',
      label: 'Figures',
      title: 'Accuracy against ε',
      lead: 'Bayesian networks have dashed lines and hollow points, in the colour of their twin. The dotted line is the accuracy of guessing. A vertical line marked α·steps shows where an iterative attack has used up its steps: to the right of it BIM does not change any more, and PGD gets no further from its random start. To read values, point at a chart, touch it, or use the arrow keys on it.',
      content: html`${renderFigures(views)}${renderDownloads(data.figures)}`,
    },
    {
      id: 'accuracy',
      label: 'Numbers',
      title: 'Every accuracy as a number',
      content: renderAccuracyTables(views),
    },
    {
      id: 'examples',
      label: 'Images',
      title: 'Adversarial images',
      lead: 'The first test images as the network saw them. Below each image: the class that the network gave it and how sure it was. An arrow marks a wrong class; where the true class was not recorded, it marks a class that differs from the answer at the smallest ε. The second row shows how each pixel changed: red where it became brighter, blue where it became darker. The strongest colour is the largest change, which stands below. Of a colour image, the channel that changed most is shown.',
      content: renderGallery(views, strips, switches),
    },
    {
      id: 'survival',
      label: 'First ε that fools',
      title: 'How large ε has to be to fool an image',
      lead: 'Share of images that no ε up to the one on the axis fools. Unlike accuracy, it never rises again.',
      content: renderSurvival(views),
    },
    {
      id: 'uncertainty',
      label: 'Uncertainty',
      title: 'Uncertainty under attack',
      lead: 'The entropy of the mean prediction and, for Bayesian networks, the mutual information between prediction and weights. The charts titled “Attacked or clean” and “Wrong or right” show how well these tell attacked images from clean ones and wrong answers from right ones, as the area under the ROC curve (AUROC). 0.5 is guessing.',
      content: renderUncertainty(views, switches),
    },
    {
      id: 'gradients',
      label: 'Gradients',
      title: 'Size of the expected gradient',
      lead: 'The norm of the loss gradient, averaged over K posterior samples: mean over images with its 95% interval. If the gradient vanished as K grows, a white-box attacker would have nothing to follow (Carbone et al. 2020).',
      content: renderGradients(views),
    },
    {
      id: 'clean',
      label: 'Clean accuracy',
      title: 'Networks before any attack',
      lead: 'NLL is the mean negative log-likelihood in nats, ECE the expected calibration error with 15 bins, and β the weight of the KL term in the training loss of a Bayesian network.',
      content: renderClean(views),
    },
    {
      id: 'training',
      label: 'Training',
      title: 'Training',
      lead: 'Each network after each epoch. The dot marks the epoch whose weights were kept.',
      content: renderTraining(views),
    },
    {
      id: 'checks',
      label: 'Checks',
      title: 'Checks',
      lead: 'What a reviewer would check before trusting the accuracies: signs of masked gradients and of attacks that were too weak.',
      content: renderChecks(views),
    },
    { id: 'caveats', label: 'Caveats', title: 'Read with care', content: renderCaveats(views) },
    { id: 'provenance', label: 'Provenance', title: 'What was run', content: renderProvenance(views) },
  ].filter(({ content }) => content.text.trim() !== '');
  const style = [pageStyle, switches.style(), styleGallery(strips)].join('\n');
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data: blob:; style-src '${hashSource(style)}'; script-src '${hashSource(reportScript)}'; base-uri 'none'; form-action 'none'"/>
<title>${title}</title>
<style>${trustMarkup(style)}</style>
</head>
<body>
<a class="skip" href="#summary">Skip to the summary</a>
<header>
<div class="settings">${settings}</div>
<h1>${title}</h1>
${renderIntroduction(text)}</header>
<div class="layout">
<nav class="toc" aria-label="Contents"><ul>${sections.map(({ id, label }) => html`<li><a href="#${id}">${label}</a></li>`)}</ul></nav>
<main>
<div class="bar">${bar}</div>
${sections.map(({ id, title, lead, content }) => renderSection(id, title, lead === undefined ? '' : html`<p class="faint">${lead}</p>`, content))}
</main>
</div>
<footer><p>The report stage of this pipeline made this page from the artifacts named above. Nothing was written by hand for this run.</p></footer>
<script>${trustMarkup(reportScript)}</script>
</body>
</html>
`.text;
}

/** What was studied: a rerun of which paper, the subject, and further paragraphs. */
function renderIntroduction({ subject = '', introduction = [], paper }: PageText): Markup {
  const citation =
    paper &&
    (paper.link === undefined ? paper.citation : html`<a href="${paper.link}">${paper.citation}</a>`);
  const lead = html`${citation !== undefined && html`A rerun of ${citation}. `}${subject}`;
  return html`${lead.text !== '' && html`<p class="lead">${lead}</p>\n`}${introduction.map(
    (paragraph) => html`<p>${paragraph}</p>\n`,
  )}`;
}

/** Names for the switch between profiles: this run first, then the compared ones. */
function nameProfiles(profiles: readonly StudyResults[]): string[] {
  return profiles.map(({ profile }, i) => profile || (i === 0 ? 'This run' : `Profile ${i + 1}`));
}

/** A source of a content security policy that allows this text and no other. */
function hashSource(text: string): string {
  return `sha256-${Buffer.from(digestBytes(text), 'hex').toString('base64')}`;
}
