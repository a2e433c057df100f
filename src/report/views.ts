import { type HtmlValue, html, type Markup } from '../../runner/src/formats/html.ts';
import { listAllDatasets } from '../results/select-rows.ts';
import { type Threat, threatOrder } from '../results/threat-labels.ts';
import type { StudyResults } from './study-results.ts';
import { type Place, showAt } from './switches.ts';

/** What a reader can choose between: profiles (the first is this run), the datasets of each, and threats. */
export interface Views {
  readonly profiles: readonly StudyResults[];
  /** The datasets of each profile, so that a reader is offered only what the profile has. */
  readonly datasets: readonly (readonly string[])[];
  /** Whether this run is compared with the paper: its claims, numbers and figures. */
  readonly judgesPaper: boolean;
  /** The threats that any profile has, in threatOrder. */
  readonly threats: readonly Threat[];
}

/** Lists what a reader of these profiles can choose between. */
export function listViews(profiles: readonly StudyResults[]): Views {
  const rows = profiles.flatMap(({ table }) => table.rows);
  return {
    profiles,
    datasets: profiles.map(({ table }) => listAllDatasets(table)),
    judgesPaper: profiles[0]?.judgesPaper === true,
    threats: threatOrder.filter((threat) => rows.some((row) => row.threat === threat)),
  };
}

/** Renders a piece for every profile; empty where all pieces are. */
export function eachProfile(
  { profiles }: Views,
  render: (results: StudyResults, index: number) => Markup,
): Markup {
  return join(profiles.map((results, profile) => [{ profile }, render(results, profile)]));
}

/** Renders a piece for every dataset of every profile. */
export function eachDataset(
  views: Views,
  render: (results: StudyResults, dataset: string, place: Place) => Markup,
): Markup {
  return join(
    views.profiles.flatMap((results, p) =>
      views.datasets[p]!.map((name, d): Piece => {
        const place = placeOf(p, d);
        return [place, render(results, name, place)];
      }),
    ),
  );
}

/** Name of the switch between a profile's datasets. */
export function datasetSwitch(profile: number): string {
  return `dataset-${profile}`;
}

/** Where a profile's d-th dataset is shown. */
export function placeOf(profile: number, d: number): Place {
  return { profile, [datasetSwitch(profile)]: d };
}

/** Renders a piece for every threat. */
export function eachThreat({ threats }: Views, render: (threat: Threat) => Markup): Markup {
  return join(threats.map((threat, i) => [{ threat: i }, render(threat)]));
}

type Piece = readonly [place: Place, content: Markup];

function join(pieces: readonly Piece[]): Markup {
  const shown: HtmlValue[] = pieces
    .filter(([, content]) => content.text.trim() !== '')
    .map(([place, content]) => showAt(place, content));
  return html`${shown}`;
}

/** A section of the page with its heading; empty where it has no content. */
export function renderSection(id: string, title: string, lead: HtmlValue, content: Markup): Markup {
  if (content.text.trim() === '') return html``;
  return html`
<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>
${lead}
${content}
</section>
`;
}

/** A table that scrolls by itself where it is wider than the page. */
export function renderTable(caption: string, head: Markup, body: HtmlValue, className = ''): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table${className !== '' && html` class="${className}"`}><caption>${caption}</caption>
<thead>${head}</thead>
<tbody>${body}</tbody></table></div>
`;
}
