import type { ChartData } from '../charts/chart-data.ts';
import { findNearestColumn, type Reading, readColumn } from './describe-column.ts';

const svgNamespace = 'http://www.w3.org/2000/svg';

/** Shows the numbers of a chart under a pointer or a finger, and on arrow keys when the chart has the focus. */
export function makeChartsReadable(page: Document): void {
  const tip = page.createElement('div');
  tip.className = 'tip';
  tip.setAttribute('role', 'status');
  tip.hidden = true;
  page.body.append(tip);
  const hide = (): void => {
    tip.hidden = true;
    page.querySelector('.cursor')?.remove();
  };
  for (const figure of page.querySelectorAll<HTMLElement>('figure.chart')) {
    const source = figure.querySelector('script[type="application/json"]');
    const svg = figure.querySelector('svg');
    if (source !== null && svg !== null) listen(svg, source, tip, hide);
  }
  page.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide();
  });
  // After a switch, the chart that a tip belongs to may be hidden.
  page.addEventListener('change', hide);
}

function listen(svg: SVGSVGElement, source: Element, tip: HTMLElement, hide: () => void): void {
  // A page has hundreds of charts. Each is parsed when it is first needed.
  let data: ChartData | undefined;
  let column = -1;
  const show = (next: number): void => {
    data ??= JSON.parse(source.textContent ?? '') as ChartData;
    column = Math.min(Math.max(next, 0), data.xs.length - 1);
    const readings = readColumn(data, column);
    drawCursor(svg, data, column, readings);
    fillTip(tip, `${data.symbol} ${data.xs[column]}`, readings);
    placeTip(tip, svg, data.px[column]!);
  };
  const showAt = (event: PointerEvent): void => {
    data ??= JSON.parse(source.textContent ?? '') as ChartData;
    const { left, width } = svg.getBoundingClientRect();
    show(findNearestColumn(data, ((event.clientX - left) / width) * svg.viewBox.baseVal.width));
  };
  svg.tabIndex = 0;
  svg.setAttribute('aria-keyshortcuts', 'ArrowLeft ArrowRight');
  svg.addEventListener('pointermove', showAt);
  svg.addEventListener('pointerdown', showAt);
  // Numbers stay when a finger is lifted, and go when a mouse pointer leaves.
  svg.addEventListener('pointerleave', (event) => {
    if (event.pointerType === 'mouse') hide();
  });
  svg.addEventListener('blur', hide);
  svg.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    show(column + step);
  });
}

function drawCursor(svg: SVGSVGElement, data: ChartData, column: number, readings: readonly Reading[]): void {
  svg.ownerDocument.querySelector('.cursor')?.remove();
  const cursor = svg.ownerDocument.createElementNS(svgNamespace, 'g');
  cursor.setAttribute('class', 'cursor');
  const x = data.px[column]!;
  const line = svg.ownerDocument.createElementNS(svgNamespace, 'path');
  line.setAttribute('d', `M${x} ${data.span[0]}V${data.span[1]}`);
  cursor.append(line);
  for (const { at, colour } of readings) {
    const dot = svg.ownerDocument.createElementNS(svgNamespace, 'path');
    dot.setAttribute('class', 'dots large');
    dot.setAttribute('stroke', colour);
    dot.setAttribute('d', `M${x} ${at}h0`);
    cursor.append(dot);
  }
  svg.append(cursor);
}

function fillTip(tip: HTMLElement, title: string, readings: readonly Reading[]): void {
  const page = tip.ownerDocument;
  const head = page.createElement('b');
  head.textContent = title;
  const rows = readings.map(({ label, colour, text }) => {
    const row = page.createElement('div');
    const swatch = page.createElementNS(svgNamespace, 'svg');
    swatch.setAttribute('viewBox', '0 0 10 10');
    const dot = page.createElementNS(svgNamespace, 'path');
    dot.setAttribute('class', 'dots large');
    dot.setAttribute('stroke', colour);
    dot.setAttribute('d', 'M5 5h0');
    swatch.append(dot);
    row.append(swatch, `${label}: ${text}`);
    return row;
  });
  tip.replaceChildren(head, ...rows);
  tip.hidden = false;
}

/** Beside the column, on the side with more room, never beyond the window. */
function placeTip(tip: HTMLElement, svg: SVGSVGElement, px: number): void {
  const chart = svg.getBoundingClientRect();
  const x = chart.left + (px / svg.viewBox.baseVal.width) * chart.width;
  const page = tip.ownerDocument.documentElement;
  tip.style.left = '0';
  tip.style.top = '0';
  const { width, height } = tip.getBoundingClientRect();
  const isRight = x < page.clientWidth / 2;
  const left = Math.min(Math.max(isRight ? x + 14 : x - width - 14, 8), page.clientWidth - width - 8);
  const isNarrow = page.clientWidth < 560;
  const above = chart.top - height - 6;
  const top = isNarrow ? (above > 0 ? above : chart.bottom + 6) : chart.top + 12;
  tip.style.left = `${left}px`;
  tip.style.top = `${top}px`;
}
