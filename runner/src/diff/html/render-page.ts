import { html, type Markup, trustMarkup } from '../../formats/html.ts';
import { describeCounts, describeGroup, describeSide } from '../describe-diff.ts';
import type { ActionDiff, DiffGroup, DiffReport } from '../diff-report.ts';
import { listFiles, summarizeFiles } from '../summarize-files.ts';
import { fileSection } from './file-section.ts';
import { ImageShelf } from './image-shelf.ts';
import { STYLE } from './style.ts';

/** Larger groups show each file once, from the action where it differs most. */
const MAX_LISTED_ACTIONS = 3;

/** The diff as one self-contained page: no scripts and no requests, light or dark as the reader's system is. */
export async function renderDiffPage(report: DiffReport): Promise<string> {
  const { pipeline, a, b, groups, tolerance } = report;
  const images = new ImageShelf();
  const sections: Markup[] = [];
  for (const group of groups) sections.push(await groupSection(group, images));
  const limits = [
    ...(tolerance.absolute > 0 ? [`${tolerance.absolute} absolute`] : []),
    ...(tolerance.relative > 0 ? [`${tolerance.relative} relative`] : []),
  ];
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${pipeline}: ${describeSide(a)} → ${describeSide(b)}</title><style>${trustMarkup(STYLE)}</style></head>
<body><main><h1>${pipeline}: what changed</h1>
<dl class="sides"><dt>A</dt><dd>${describeSide(a)}, profile ${a.profile}</dd><dt>B</dt><dd>${describeSide(b)}, profile ${b.profile}</dd>
<dt>Tolerance</dt><dd>${limits.length === 0 ? 'none: any difference counts' : limits.join(', ')}</dd></dl>
<p><strong>${describeCounts(report)}</strong></p>
${sections}
</main></body></html>
`;
  return page.text;
}

async function groupSection(group: DiffGroup, images: ImageShelf): Promise<Markup> {
  const { stage, actions, verdict, change, why } = group;
  const kind = change === 'changed' ? verdict : change;
  const files =
    actions.length <= MAX_LISTED_ACTIONS ? await eachAction(actions, images) : await eachFile(group, images);
  return html`<section><h2>${stage}</h2><p><span class="verdict ${kind}">${describeGroup(group)}</span></p>
<p>${why}</p>
${actions.length <= MAX_LISTED_ACTIONS ? undefined : actionList(actions)}${files}</section>
`;
}

function actionList(actions: readonly ActionDiff[]): Markup {
  const items = actions.map(({ action, why }) => html`<li><span class="id">${action}</span>: ${why}</li>`);
  return html`<details><summary>${actions.length} actions</summary><ul>${items}</ul></details>`;
}

async function eachAction(actions: readonly ActionDiff[], images: ImageShelf): Promise<Markup[]> {
  const sections: Markup[] = [];
  for (const diff of actions) {
    const files: Markup[] = [];
    for (const { path, file } of listFiles(diff)) files.push(await fileSection(path, file, images));
    sections.push(html`<p class="id">${diff.action}</p>${notes(diff)}${files}`);
  }
  return sections;
}

async function eachFile(group: DiffGroup, images: ImageShelf): Promise<Markup[]> {
  const sections: Markup[] = [];
  for (const { path, count, worst } of summarizeFiles(group)) {
    const section = await fileSection(path, worst.file, images);
    sections.push(
      html`<p class="faint">Differs in ${count} of ${group.actions.length}; shown where most: <span class="id">${worst.action}</span></p>${section}`,
    );
  }
  const unknown = group.actions.filter(({ outputs }) => outputs.some(({ note }) => note !== undefined));
  return [...sections, ...unknown.slice(0, MAX_LISTED_ACTIONS).map(notes)];
}

function notes({ action, outputs }: ActionDiff): Markup {
  const items = outputs.flatMap(({ output, note }) =>
    note === undefined ? [] : [html`<p class="faint">${action}, ${output}: ${note}</p>`],
  );
  return html`${items}`;
}
