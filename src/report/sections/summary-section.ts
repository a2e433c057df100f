import { formatCount, joinWords } from '../../../runner/src/base/words.ts';
import { html, type Markup } from '../../../runner/src/formats/html.ts';
import { isWorstCase } from '../../results/attack-table.ts';
import { labelDataset } from '../../results/dataset-labels.ts';
import { formatDifference, formatSigned } from '../../results/format-numbers.ts';
import { listDatasets } from '../../results/select-rows.ts';
import { type Threat, threatLabels, threatOrder } from '../../results/threat-labels.ts';
import { type EstimateRow, renderEstimates } from '../charts/render-estimates.ts';
import { measureTwinGains, type TwinGain } from '../claims/twin-gains.ts';
import { labelEngine, type StudyResults } from '../study-results.ts';
import { eachDataset, eachProfile, type Views } from '../views.ts';

/** The answer in a few sentences, the figure behind it, and what was run. */
export function renderSummary(views: Views): Markup {
  return html`${eachProfile(views, renderAnswer)}
<div class="charts">${eachDataset(views, (results, dataset) => html`${views.threats.map((threat) => renderGains(results, dataset, threat))}`)}</div>
${eachProfile(views, renderFacts)}`;
}

function renderAnswer(results: StudyResults): Markup {
  const sentences = listDatasets(results.table).map((dataset) => describeDataset(results, dataset));
  return html`<div class="answer">${sentences}</div>`;
}

function describeDataset({ table }: StudyResults, dataset: string): Markup {
  const found = threatOrder.flatMap((threat) => {
    const gains = measureTwinGains(table, dataset, threat);
    return gains.length === 0 || !table.rows.some((row) => row.dataset === dataset && row.threat === threat)
      ? []
      : [{ threat, gains }];
  });
  if (found.length === 0) {
    return html`<p><b>${labelDataset(dataset)}:</b> no Bayesian network was attacked together with its frequentist twin, so there is nothing to compare.</p>`;
  }
  const [direct, transfer] = (['direct', 'transfer'] as const).map(
    (threat) => found.find((entry) => entry.threat === threat)?.gains,
  );
  const untrained = [...new Set(found.flatMap(({ gains }) => gains.flatMap((gain) => gain.untrained)))];
  const names = joinWords([...new Set(untrained.map(({ label }) => label))]);
  return html`<p><b>${labelDataset(dataset)}: ${concludeFrom(direct, transfer)}</b> The mean accuracy of a Bayesian network minus that of its frequentist twin, over all attacks and every ε above 0: ${found
    .map(({ threat, gains }) => describeGains(threat, gains))
    .join(
      '; ',
    )}.${names !== '' && ` ${names} did not learn the task: the clean accuracy is near guessing. Accuracy under attack then says nothing, so this is not counted.`}</p>`;
}

/** The answer for one dataset, as the end of a sentence. */
export function concludeFrom(direct: readonly TwinGain[] = [], transfer: readonly TwinGain[] = []): string {
  const [own, replayed] = [tally(direct), tally(transfer)];
  const decisive = own ?? replayed;
  if (decisive === undefined) return 'nothing can be said, because no pair of networks learned the task.';
  if (decisive === 'ahead') return 'yes, the Bayesian networks were more robust in this run.';
  if (own !== undefined && replayed === 'ahead') {
    return own === 'behind'
      ? 'only against transferred examples. Attacked directly, the Bayesian networks were less robust.'
      : 'clearly so only against transferred examples. Attacked directly, it depends on the network.';
  }
  if (decisive === 'behind') return 'no, the Bayesian networks were less robust in this run.';
  return 'it depends on the network.';
}

/** Whether the gains of all networks that learned the task are surely above 0, all surely below 0, or neither. */
function tally(gains: readonly TwinGain[]): 'ahead' | 'behind' | 'mixed' | undefined {
  const learned = gains.filter(({ untrained }) => untrained.length === 0);
  if (learned.length === 0) return undefined;
  if (learned.every(({ gain }) => gain.low > 0)) return 'ahead';
  return learned.every(({ gain }) => gain.high < 0) ? 'behind' : 'mixed';
}

function describeGains(threat: Threat, gains: readonly TwinGain[]): string {
  const how =
    threat === 'transfer' ? 'with examples made on the twin' : 'with each network attacked directly';
  return `${joinWords(gains.map(({ model, gain }) => `${model.label} ${formatSigned(gain.value)}`))} ${how}`;
}

function renderGains({ table }: StudyResults, dataset: string, threat: Threat): Markup {
  const gains = measureTwinGains(table, dataset, threat);
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
    axis: 'Mean accuracy under attack minus the twin’s',
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
