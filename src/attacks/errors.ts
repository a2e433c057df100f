import { PipelineError } from '../../runner/src/base/errors.ts';

/** An attack that does not exist, or a setting that it does not have. */
export class AttackSettingsError extends PipelineError {
  constructor(message: string, hint: string) {
    super('ATTACK_SETTINGS', message, { hint });
  }
}

type GridErrorCode = 'GRID_REQUEST' | 'GRID_SURROGATE_MISSING' | 'GRID_MISMATCH' | 'GRID_NOT_FINITE';

/** A grid that cannot be computed as asked, or whose model gives no usable numbers. */
export class GridError extends PipelineError {
  constructor(code: GridErrorCode, message: string, hint: string) {
    super(code, message, { hint });
  }
}

type AttackResultCode =
  | 'ATTACK_NOT_FINITE'
  | 'ATTACK_PIXEL_RANGE'
  | 'ATTACK_BUDGET'
  | 'ATTACK_IDLE'
  | 'ATTACK_SHAPE';

/** An attack returned something that its ε does not allow, or that is no image. */
export class AttackResultError extends PipelineError {
  constructor(code: AttackResultCode, message: string, hint: string) {
    super(code, message, { hint });
  }
}
