import { loadFonts } from '../../figures/font/load-fonts.ts';
import { renderSvg } from '../../figures/render-svg.ts';
import { drawTrainingFigure, type TrainingCurve } from '../../figures/training-figure.ts';
import { html, type Markup, trustMarkup } from '../html.ts';
import type { ReportData, TrainedModel } from '../load-report.ts';

/** Training curves: a figure for each dataset; nothing when no network was trained. */
export async function renderTraining({ models }: ReportData): Promise<Markup> {
  const trained = models.filter((model) => model.epochs.length > 0);
  if (trained.length === 0) return html``;
  const fonts = await loadFonts();
  const figures: Markup[] = [];
  for (const [i, dataset] of [...new Set(trained.map(({ metrics }) => metrics.dataset))].entries()) {
    const curves = trained.filter(({ metrics }) => metrics.dataset === dataset).map(toCurve);
    const wide = await renderSvg(drawTrainingFigure(curves, { dataset, columns: 2 }), fonts, `training-${i}`);
    const narrow = await renderSvg(
      drawTrainingFigure(curves, { dataset, columns: 1 }),
      fonts,
      `training-${i}-narrow`,
    );
    figures.push(
      html`<figure class="figure"><div class="wide">${trustMarkup(wide)}</div><div class="narrow">${trustMarkup(narrow)}</div></figure>`,
    );
  }
  return html`
<section id="training" aria-labelledby="training-title"><h2 id="training-title">Training</h2>
<div class="figures">${figures}</div>
</section>`;
}

function toCurve({ metrics, epochs }: TrainedModel): TrainingCurve {
  return { model: metrics.model, bayesian: metrics.bayesian, epochs };
}
