import { PipelineError } from '../../runner/src/base/errors.ts';

/** An attack that does not exist, or a setting it does not have. */
export class AttackSettingsError extends PipelineError {
  constructor(message: string, hint: string) {
    super('ATTACK_SETTINGS', message, { hint });
  }
}
