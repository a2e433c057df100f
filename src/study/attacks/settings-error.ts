import { StudyError } from '../errors.ts';

/** An attack that does not exist, or a setting it does not have. */
export class AttackSettingsError extends StudyError {
  constructor(message: string, hint: string) {
    super('ATTACK_SETTINGS', message, { hint });
  }
}
