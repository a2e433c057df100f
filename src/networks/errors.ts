import { PipelineError } from '../../runner/src/base/errors.ts';

export type NetworkErrorCode =
  | 'NETWORK_UNKNOWN'
  | 'NETWORK_INVALID'
  | 'MODEL_TENSOR_MISSING'
  | 'MODEL_TENSOR_UNEXPECTED'
  | 'MODEL_TENSOR_SHAPE'
  | 'MODEL_TENSOR_NOT_FINITE'
  | 'MODEL_NETWORK_UNNAMED'
  | 'NOISE_BLOCKS_MISMATCH';

/** A model file does not fit its network, or a forward pass was called with wrong arguments. */
export class NetworkError extends PipelineError {
  constructor(code: NetworkErrorCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(code, message, options);
  }
}
