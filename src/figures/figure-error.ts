import { PipelineError } from '../../runner/src/base/errors.ts';

/** A figure cannot be drawn from what it was given. The codes begin with `FIGURE_`. */
export class FigureError extends PipelineError {}
