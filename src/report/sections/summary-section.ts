import { formatCount } from '../../../runner/src/base/words.ts';
import { html, type Markup } from '../../../runner/src/formats/html.ts';
import { isWorstCase } from '../../results/attack-table.ts';
import { labelDataset } from '../../results/dataset-labels.ts';
import { formatDifference } from '../../results/format-numbers.ts';
import { listDatasets } from '../../results/select-rows.ts';
import { type Threat, threatLabels } from '../../results/threat-labels.ts';
import { type EstimateRow, renderEstimates } from '../charts/render-estimates.ts';
import { summarizeHeadline } from '../claims/headline.ts';
import { measureTwinGains } from '../claims/twin-gains.ts';
import { labelEngine, type StudyResults } from '../study-results.ts';
import { eachDataset, eachProfile, type Views } from '../views.ts';

/** The answer in a few sentences, the figure behind it, and what was run. */
export function renderSummary(views: Views): Markup {
  return html`<div class="brief"><div>${eachProfile(views, renderAnswer)}
${eachProfile(views, renderFacts)}</div>
<div class="charts">${eachDataset(views, (results, dataset) => html`${views.threats.map((threat) => renderGains(results, dataset, threat))}`)}</div></div>`;
}

function renderAnswer({ table, checks }: StudyResults): Markup {
  const { datasets, checks: failed } = summarizeHeadline(table, checks);
  const answers = datasets.map(
    ({ answer, reasons }) => html`<p><b>${answer}</b>${reasons.map((reason) => ` ${reason}`)}</p>`,
  );
  return html`<div class="answer">${answers}${
    failed.sentences.length > 0 && html`<p><a href="#checks">Checks</a>: ${failed.sentences.join(' ')}</p>`
  }</div>`;
}

function renderGains({ table }: StudyResults, dataset: string, threat: Threat): Markup {
  const gains = measureTwinGains(table, dataset, threat).filter(({ untrained }) => untrained.length === 0);
  if (gains.length === 0) return html``;
  const rows = gains.map(
    ({ model, gain }): EstimateRow => ({
      label: model.label,
      colour: model.colour,
      dashed: true,
      estimate: gain,
      text: formatDifference(gain),
    }),
  );
  const reach =
    Math.max(0.1, ...gains.flatMap(({ gain }) => [Math.abs(gain.low), Math.abs(gain.high)])) * 1.05;
  return renderEstimates({
    title: `${threatLabels[threat].short}: gain of the Bayesian network, ${labelDataset(dataset)}`,
    axis: 'Accuracy in the worst case over the attacks, minus the twin’s',
    rows,
    domain: [-reach, reach],
    reference: 0,
  });
}

function renderFacts({ profile, seed, machine, table, models }: StudyResults): Markup {
  const counts = [...new Set(table.rows.map((row) => row.count))].sort((a, b) => a - b);
  const engines = models.flatMap(({ provenance }) => (provenance ? [labelEngine(provenance)] : []));
  const epochs = models.map(({ metrics }) => metrics.epochs);
  const facts: [string, string][] = [
    ['Profile', profile],
    ['Datasets', listDatasets(table).map(labelDataset).join(', ')],
    ['Trained networks', models.length > 0 ? formatCount(models.length) : ''],
    [
      'Epochs',
      epochs.length > 0 ? [...new Set([Math.min(...epochs), Math.max(...epochs)])].join(' to ') : '',
    ],
    ['Images attacked', counts.map(formatCount).join(' or ')],
    ['Cells of the grid', formatCount(table.rows.filter((row) => !isWorstCase(row)).length)],
    ['Engine', [...new Set(engines)].join(', ')],
    ['Machine', machine ?? ''],
    ['Seed', seed === undefined ? '' : String(seed)],
  ];
  return html`<dl class="facts">${facts
    .filter(([, value]) => value !== '')
    .map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}
