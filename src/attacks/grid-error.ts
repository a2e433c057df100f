import { PipelineError } from '../../runner/src/base/errors.ts';

export type GridErrorCode = 'GRID_REQUEST' | 'GRID_SURROGATE_MISSING' | 'GRID_MISMATCH' | 'GRID_NOT_FINITE';

/** A grid that cannot be computed as asked, or whose model gives no usable numbers. */
export class GridError extends PipelineError {
  constructor(code: GridErrorCode, message: string, hint: string) {
    super(code, message, { hint });
  }
}
