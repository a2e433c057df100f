import type { TopLevelSpec } from 'vega-lite';

/** A figure before it is drawn: what vega-lite draws, and what a reader who cannot see it is told. */
export interface FigureDrawing {
  readonly spec: TopLevelSpec;
  readonly title: string;
  readonly description: string;
}
