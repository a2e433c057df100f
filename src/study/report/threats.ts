import { type Threat, threatLabels } from '../figures/threat-labels.ts';
import { type HtmlValue, html, type Markup } from './html.ts';
import type { ReportData } from './load-report.ts';

const order: readonly Threat[] = ['transfer', 'direct'];

/** The threats that the grid was run under; `transfer` first, as the study's figures were made. */
export function listThreats({ table }: ReportData): Threat[] {
  return order.filter((threat) => table.rows.some((row) => row.threat === threat));
}

/** Radio buttons that show one threat's figures and tables at a time, by style alone; nothing for a single threat. */
export function renderThreatSwitch(threats: readonly Threat[]): Markup {
  if (threats.length < 2) return html``;
  const choices = threats.map(
    (threat, i) =>
      html`<input type="radio" name="threat" id="threat-${threat}"${i === 0 && html` checked="checked"`}/><label for="threat-${threat}">${threatLabels[threat].short}</label> `,
  );
  return html`<fieldset class="switch"><legend>Threat</legend>${choices}</fieldset>`;
}

/** Content that is shown under one threat. */
export function underThreat(threat: Threat, ...content: readonly HtmlValue[]): Markup {
  return html`<div class="threat-${threat}">${content}</div>`;
}
