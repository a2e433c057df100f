import { PipelineError } from '../../runner/src/base/errors.ts';

/** A figure or report that cannot be made from what it was given; codes begin with `FIGURE_`. */
export class FigureError extends PipelineError {}
