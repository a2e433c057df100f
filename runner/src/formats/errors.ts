import { PipelineError } from '../base/errors.ts';

export type TensorFileErrorCode =
  | 'NPY_INVALID'
  | 'NPY_UNSUPPORTED'
  | 'IDX_INVALID'
  | 'SAFETENSORS_INVALID'
  | 'SAFETENSORS_UNSUPPORTED'
  | 'TENSOR_FILE_UNREADABLE';

/** A tensor file cannot be read. `path` names it. */
export class TensorFileError extends PipelineError {
  readonly path: string;

  constructor(
    code: TensorFileErrorCode,
    path: string,
    problem: string,
    options: { hint?: string; cause?: unknown } = {},
  ) {
    super(code, `${path}: ${problem}`, options);
    this.path = path;
  }
}
