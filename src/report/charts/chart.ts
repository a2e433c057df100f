/** A number at a place of the horizontal axis, with the ends of its interval and what it was counted on, if known. */
export interface ChartPoint {
  readonly x: number;
  readonly y: number;
  readonly low?: number;
  readonly high?: number;
  readonly count?: number;
}

export interface ChartSeries {
  readonly label: string;
  /** A colour of the figures' palette. */
  readonly colour: string;
  /** Dashed with hollow points, as Bayesian networks are drawn. */
  readonly dashed: boolean;
  /** Points at every value of a measured grid, or only one at the value that was kept; the line goes through all. */
  readonly points: readonly ChartPoint[];
  readonly markedX?: number;
}

export interface ChartAxis {
  readonly label: string;
  readonly domain: readonly [number, number];
  readonly scale?: 'linear' | 'log';
}

/** One panel: a few lines over a common horizontal axis. */
export interface Chart {
  readonly title: string;
  /** What somebody who does not see it should be told. */
  readonly description: string;
  readonly x: ChartAxis & { readonly symbol: string };
  readonly y: ChartAxis;
  readonly series: readonly ChartSeries[];
  /** Horizontal lines to compare with. */
  readonly levels?: readonly { readonly y: number; readonly label: string }[];
  /** Upright lines where something ends. */
  readonly limits?: readonly { readonly x: number; readonly label: string }[];
}
