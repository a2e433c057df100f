import type { Config } from 'vega-lite';

/** Colours of text and lines. The report swaps them in dark mode, so figures use them for nothing else. */
export const ink = { text: '#1f2328', faint: '#59636e', grid: '#e4e7eb', frame: '#8c959f', paper: '#ffffff' };

const font = 'DejaVu Sans';

/** Sizes are for two figures side by side on a page: at half the text width (8 cm) the smallest letters have 6 pt. */
export const figureTheme: Config = {
  // To a screen reader the whole figure is one image with a label. Labels of its parts would never be read.
  aria: false,
  font,
  background: ink.paper,
  padding: 8,
  view: { stroke: ink.frame, strokeWidth: 1 },
  axis: {
    labelFontSize: 12.5,
    titleFontSize: 13,
    titleFontWeight: 'normal',
    labelColor: ink.text,
    titleColor: ink.text,
    gridColor: ink.grid,
    tickColor: ink.frame,
    domain: false,
    tickSize: 4,
    titlePadding: 5,
    labelFlush: false,
  },
  header: { labelFontSize: 14, labelColor: ink.text },
  title: {
    font,
    fontSize: 16,
    fontWeight: 'bold',
    color: ink.text,
    subtitleFont: font,
    subtitleFontSize: 12,
    subtitleColor: ink.faint,
    subtitleLineHeight: 16,
    subtitlePadding: 5,
    offset: 12,
    anchor: 'start',
    frame: 'bounds',
  },
  legend: {
    labelFontSize: 13,
    labelColor: ink.text,
    labelLimit: 200,
    symbolSize: 700,
    symbolStrokeWidth: 2.2,
    columnPadding: 14,
    rowPadding: 3,
    offset: 12,
  },
  text: { font },
};
