import { type HtmlValue, html, type Markup } from '../../../runner/src/formats/html.ts';
import { labelAttack, orderAttacks } from '../../results/attack-labels.ts';
import { labelClass, labelDataset } from '../../results/dataset-labels.ts';
import { reachOf } from '../../results/epsilon-ranges.ts';
import { labelModel, orderModels } from '../../results/model-styles.ts';
import { changeColours } from '../gallery/draw-changes.ts';
import type { Strip } from '../gallery/load-strips.ts';
import { type Switches, showAt } from '../switches.ts';
import { eachProfile, placeOf, type Views } from '../views.ts';

/** Size of an image on the page, px. */
const tile = 64;

/** Adversarial images of this run against ε, each with its change in colours and the class that the model gave it. */
export function renderGallery(views: Views, strips: readonly Strip[], switches: Switches): Markup {
  const parts = views.datasets[0]!.flatMap((dataset, d) => {
    const own = strips.filter((strip) => strip.dataset === dataset);
    return own.length === 0 ? [] : [showAt(placeOf(0, d), renderDataset(views, own, strips, d, switches))];
  });
  if (parts.length === 0) return html``;
  const elsewhere = eachProfile(views, (_, profile) =>
    profile === 0
      ? html``
      : html`<p>Recorded results have no pictures. To see images, choose the first profile or run this one.</p>`,
  );
  return html`${parts}${elsewhere}`;
}

function renderDataset(
  { threats, profiles }: Views,
  own: readonly Strip[],
  all: readonly Strip[],
  d: number,
  switches: Switches,
): Markup {
  const models = orderModels(own);
  const attacks = orderAttacks(own);
  const [modelSwitch, attackSwitch] = [`shown-model-${d}`, `shown-attack-${d}`];
  const controls: HtmlValue[] = [
    switches.render(
      modelSwitch,
      'Network',
      models.map(({ label }) => label),
    ),
    switches.render(
      attackSwitch,
      'Attack',
      attacks.map(({ label }) => label),
    ),
  ];
  const shown = own.map((strip) => {
    const place = {
      [modelSwitch]: models.findIndex(({ name }) => name === strip.model),
      [attackSwitch]: attacks.findIndex(({ name }) => name === strip.attack),
    };
    const table = renderStrip(strip, all.indexOf(strip), reachOf(strip.attack, profiles[0]!.table.rows));
    // A frequentist network is attacked the same way under both threats.
    const threat = (threats as readonly string[]).indexOf(strip.threat);
    const isShared = !strip.bayesian && strip.threat === 'direct';
    return showAt(isShared ? place : { ...place, threat }, table);
  });
  return html`<div class="controls">${controls}</div>${renderScale()}${shown}`;
}

/** @param reach how far the attack's steps go, where that is less than some ε */
function renderStrip(strip: Strip, index: number, reach = Infinity): Markup {
  const { epsilons, sheet, predicted, judged } = strip;
  const caption = `${labelDataset(strip.dataset)}, ${labelModel(strip.model)} under ${labelAttack(strip.attack)}`;
  const rows = Array.from({ length: sheet.rows }, (_, row) => {
    const label = judged[0]?.[row]?.label;
    const images = epsilons.map((epsilon, column) => {
      const took = predicted[column]![row]!;
      const confidence = judged[column]?.[row]?.confidence;
      const isFooled = took !== (label ?? predicted[0]![row]);
      return html`<td><span class="thumb s${index} x${column} y${row}" role="img" aria-label="Test image ${row + 1} at ε ${epsilon}"></span><span class="took${isFooled && ' fooled'}">${labelClass(strip.dataset, took)}</span>${confidence !== undefined && html`<small class="faint">${Math.round(confidence * 100)}%</small>`}</td>`;
    });
    const changes = epsilons.map((_, column) =>
      column === 0 || sheet.changes.largest[column] === 0
        ? html`<td class="faint">–</td>`
        : html`<td><span class="thumb change s${index} x${column} y${row}" role="img" aria-label="Its change"></span><span class="took faint">±${formatSize(sheet.changes.largest[column]!)}</span></td>`,
    );
    return html`<tr><th scope="row">${label === undefined ? `Image ${row + 1}` : `Image ${row + 1}: ${labelClass(strip.dataset, label)}`}</th>${images}</tr>
<tr class="below"><th scope="row" class="faint">Change</th>${changes}</tr>
`;
  });
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table class="gallery"><caption>${caption}: the class it gave each image${Math.max(...epsilons) > reach && `. The attack’s steps reach ${Number(reach.toPrecision(3))} only`}</caption>
<thead><tr><td></td>${epsilons.map((epsilon) => html`<th scope="col">ε ${epsilon}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div>
`;
}

/** What the colours of a change mean: from the darkest to the brightest. */
function renderScale(): Markup {
  return html`<p class="scale"><span>darker, −max</span><span class="ramp" aria-hidden="true"></span><span>+max, brighter</span> <span class="faint">max stands below each change</span></p>`;
}

/** Two significant digits: the largest change of a pixel. */
function formatSize(change: number): string {
  return String(Number(change.toPrecision(2)));
}

/** Style rules of the pictures. The page holds each picture once. */
export function styleGallery(strips: readonly Strip[]): string {
  if (strips.length === 0) return '';
  const columns = Math.max(...strips.map(({ sheet }) => sheet.columns));
  const rows = Math.max(...strips.map(({ sheet }) => sheet.rows));
  const count = (length: number): number[] => Array.from({ length }, (_, i) => i);
  return [
    ...count(columns).map((i) => `.x${i}{--x:${-i * tile}px}`),
    ...count(rows).map((i) => `.y${i}{--y:${-i * tile}px}`),
    `.ramp{background:linear-gradient(90deg,${(['darker', 'none', 'brighter'] as const).map((end) => `rgb(${changeColours[end].join(' ')})`)})}`,
    ...strips.map(
      ({ sheet }, i) =>
        `.s${i}{--sheet:url(data:image/png;base64,${sheet.png.toString('base64')});--changes:url(data:image/png;base64,${sheet.changes.png.toString('base64')});--size:${sheet.columns * tile}px ${sheet.rows * tile}px}`,
    ),
  ].join('\n');
}
