import { PipelineError } from '../../runner/src/base/errors.ts';

export type DatasetErrorCode =
  | 'DATASET_UNKNOWN'
  | 'DATASET_DEFINITION_INVALID'
  | 'DATASET_SOURCES_FAILED'
  | 'DATASET_PACKAGE_DAMAGED'
  | 'DATASET_PARAMS_INVALID'
  | 'DATASET_ARRAY_INVALID'
  | 'DATASET_PART_MISSING'
  | 'DATASET_FOLDER_INVALID';

/** A dataset cannot be fetched, or is not what it should be. */
export class DatasetError extends PipelineError {
  constructor(code: DatasetErrorCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(code, message, options);
  }
}
