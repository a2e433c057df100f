/** A point of a line, with the ends of its interval and the number of images behind it, if they are known. */
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
  /** Whether the line is dashed and its points hollow, as for Bayesian networks. */
  readonly dashed: boolean;
  /** The line goes through all of them. */
  readonly points: readonly ChartPoint[];
  /** Where a dot is drawn; absent: at every point. */
  readonly markedX?: number;
}

export interface ChartAxis {
  readonly label: string;
  readonly domain: readonly [number, number];
  readonly scale?: 'linear' | 'log';
}

/** One panel: a few lines over one horizontal axis. */
export interface Chart {
  readonly title: string;
  /** What a screen reader says in its place. */
  readonly description: string;
  readonly x: ChartAxis & { readonly symbol: string };
  readonly y: ChartAxis;
  readonly series: readonly ChartSeries[];
  /** Horizontal lines to compare with. */
  readonly levels?: readonly { readonly y: number; readonly label: string }[];
  /** Vertical lines where something ends. */
  readonly limits?: readonly { readonly x: number; readonly label: string }[];
}
