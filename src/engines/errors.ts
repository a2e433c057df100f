import { PipelineError } from '../../runner/src/base/errors.ts';

export type EngineErrorCode =
  | 'ENGINE_COMPILER_MISSING'
  | 'ENGINE_COMPILE_FAILED'
  | 'ENGINE_DOWNLOAD_FAILED'
  | 'ENGINE_FOLDER_UNWRITABLE'
  | 'ENGINE_NOT_LOADED'
  | 'ENGINE_PACKAGE_MISSING'
  | 'ENGINE_PIP_MISSING'
  | 'ENGINE_PLATFORM_UNSUPPORTED'
  | 'ENGINE_PROBE_FAILED'
  | 'ENGINE_SETTINGS_FIXED'
  | 'ENGINE_UNKNOWN';

/** An engine could not be installed, loaded or used. */
export class EngineError extends PipelineError {
  declare readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string, options: { hint: string; cause?: unknown }) {
    super(code, message, options);
  }
}
