import { figureCatalogue } from '../../figures/figure-catalogue.ts';
import type { Threat } from '../../figures/threat-labels.ts';
import { html, type Markup, trustMarkup } from '../html.ts';
import type { FigureFile, ReportData } from '../load-report.ts';
import { underThreat } from '../threats.ts';

const captions = {
  attack:
    'Dashed lines with hollow points: Bayesian networks, in the colour of their twin. Dotted: accuracy of guessing. Where a dashed upright line is marked α·steps, an iterative attack has used up its steps: beyond it, BIM is flat by construction, and PGD still moves no further from its random start.',
  again: 'Drawn as the figure before it.',
  clean: 'Points with 95% Wilson intervals; hollow: Bayesian. The axis is cut.',
};

/** The figures of the plot stage, those of one threat at a time. */
export function renderFigures({ figures }: ReportData, threats: readonly Threat[]): Markup {
  const clean = figures.filter((file) => kindOf(file) === 'clean');
  const first = clean.filter(
    (file) => clean.findIndex(({ figure }) => figure === file.figure) === clean.indexOf(file),
  );
  return html`
<section id="figures" aria-labelledby="figures-title"><h2 id="figures-title">Figures</h2>
${threats.map((threat) =>
  underThreat(
    threat,
    html`<div class="figures">${figures
      .filter((file) => kindOf(file) === 'attack' && file.threat === threat)
      .map((file, i) => renderFigure(file, i === 0 ? captions.attack : captions.again))}</div>`,
  ),
)}
<div class="figures">${first.map((file) => renderFigure(file, captions.clean))}</div>
</section>`;
}

function renderFigure(file: FigureFile, caption: string): Markup {
  const drawing =
    file.narrow === undefined
      ? trustMarkup(file.wide)
      : html`<div class="wide">${trustMarkup(file.wide)}</div><div class="narrow">${trustMarkup(file.narrow)}</div>`;
  return html`<figure class="figure">${drawing}
<figcaption><b>${labelFigure(file.figure)}.</b> ${caption}</figcaption></figure>
`;
}

function kindOf({ figure }: FigureFile): 'attack' | 'clean' {
  return figureCatalogue.find((entry) => entry.name === figure)?.kind === 'clean' ? 'clean' : 'attack';
}

function labelFigure(name: string): string {
  return name.replace(/^figure-/, 'Figure ');
}
