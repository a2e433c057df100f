/** A line from one point to another, in px. */
export type Segment = readonly [x1: number, y1: number, x2: number, y2: number];

/** A line across the whole plot, with its name: `at` is its place in px. */
interface GuideLine {
  readonly at: number;
  readonly label: string;
}

export interface GuideLabels {
  /** Edges of the plot in px; y grows downward. */
  readonly plot: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  /** Horizontal guide lines, by their y. */
  readonly levels: readonly GuideLine[];
  /** Vertical guide lines, by their x. */
  readonly limits: readonly GuideLine[];
  /** Curves, which a label must not touch. */
  readonly curves: readonly Segment[];
  /** Lines of the grid, which a label avoids where it can. */
  readonly grid?: readonly Segment[];
}

/** Where a label's text begins: its left end and its baseline, in px. */
export interface PlacedLabel {
  readonly label: string;
  readonly x: number;
  readonly y: number;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Font size of the labels in px, and what follows from it. The width of a letter is a generous mean. */
export const labelFontSize = 11;
const [letterWidth, ascent, descent] = [6.6, 9, 3];
/** Distance in px between a label and its own line. */
const gap = 3;
/** More distance than this makes a label no easier to read. */
const enoughPx = 6;
const enoughFromGrid = 1.5;

/**
 * Places the labels of guide lines next to their lines, where no curve and no other guide line crosses them. Where a plot is too
 * full for that, a label stands where it is farthest from every line.
 */
export function placeGuideLabels({ plot, levels, limits, curves, grid = [] }: GuideLabels): PlacedLabel[] {
  const guides = [
    ...levels.map((guide) => ({ guide, line: [plot.left, guide.at, plot.right, guide.at] as Segment })),
    ...limits.map((guide) => ({ guide, line: [guide.at, plot.top, guide.at, plot.bottom] as Segment })),
  ];
  const taken: Segment[] = [];
  return guides.map(({ guide: { at, label }, line }, i) => {
    const others = guides.flatMap((other) => (other.line === line ? [] : [other.line]));
    const size = { width: label.length * letterWidth, height: ascent + descent };
    const candidates = i < levels.length ? listBesideLevel(plot, at, size) : listBesideLimit(plot, at, size);
    const box = chooseFreest(candidates, [...curves, ...others, ...taken], grid);
    taken.push(...outline(box));
    return { label, x: round(box.x), y: round(box.y + ascent) };
  });
}

type Plot = GuideLabels['plot'];
type Size = Pick<Box, 'width' | 'height'>;

/** Above the line from left to right, then below it. */
function listBesideLevel(plot: Plot, at: number, size: Size): Box[] {
  const starts = range(plot.left + gap, plot.right - size.width - gap, 4);
  return [at - gap - size.height, at + gap]
    .filter((y) => y >= plot.top && y + size.height <= plot.bottom)
    .flatMap((y) => starts.map((x) => ({ x, y, ...size })));
}

/** To the right of the line from the bottom up, then to the left of it. */
function listBesideLimit(plot: Plot, at: number, size: Size): Box[] {
  const tops = range(plot.top + gap, plot.bottom - size.height - gap, 2).reverse();
  return [at + gap, at - gap - size.width]
    .filter((x) => x >= plot.left && x + size.width <= plot.right)
    .flatMap((x) => tops.map((y) => ({ x, y, ...size })));
}

/** The first of the candidates that are farthest from the lines. There is always a candidate, because plots are far wider than labels. */
function chooseFreest(candidates: readonly Box[], lines: readonly Segment[], grid: readonly Segment[]): Box {
  const [inked, ruled] = [samplePoints(lines), samplePoints(grid)];
  const [first] = candidates;
  let best = first!;
  let most = Number.NEGATIVE_INFINITY;
  for (const box of candidates) {
    const score = 10 * distanceTo(box, inked, enoughPx) + distanceTo(box, ruled, enoughFromGrid);
    if (score > most) [best, most] = [box, score];
    if (most === 10 * enoughPx + enoughFromGrid) break;
  }
  return best;
}

/** Points on lines, closer together than a letter is wide: x and y in turn. */
function samplePoints(lines: readonly Segment[]): Float64Array {
  const points = lines.flatMap(([x1, y1, x2, y2]) => {
    const steps = Math.max(1, Math.ceil(Math.hypot(x2 - x1, y2 - y1) / 2));
    return Array.from({ length: steps + 1 }, (_, step) => [
      x1 + ((x2 - x1) * step) / steps,
      y1 + ((y2 - y1) * step) / steps,
    ]);
  });
  return Float64Array.from(points.flat());
}

/** Distance in px between a box and the nearest point, 0 where one lies inside, and at most `most`. */
function distanceTo({ x, y, width, height }: Box, points: Float64Array, most: number): number {
  let least = most;
  for (let i = 0; i < points.length && least > 0; i += 2) {
    const dx = Math.max(x - points[i]!, 0, points[i]! - x - width);
    const dy = Math.max(y - points[i + 1]!, 0, points[i + 1]! - y - height);
    if (dx < least && dy < least) least = Math.min(least, Math.sqrt(dx * dx + dy * dy));
  }
  return least;
}

function outline({ x, y, width, height }: Box): Segment[] {
  const [right, bottom] = [x + width, y + height];
  return [
    [x, y, right, y],
    [x, bottom, right, bottom],
    [x, y, x, bottom],
    [right, y, right, bottom],
  ];
}

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.max(1, Math.floor((to - from) / step) + 1) }, (_, i) => from + i * step);
}

function round(px: number): number {
  return Math.round(px * 10) / 10;
}

/** The segments of a curve through points, from left to right. */
export function segmentsOf(points: readonly (readonly [x: number, y: number])[]): Segment[] {
  return points.slice(1).map(([x, y], i) => [...points[i]!, x, y] as const);
}
