import type { SettingRule } from '../attack.ts';

/** Settings that several attacks have. */
export const settingRules = {
  alpha: {
    type: 'number',
    exclusiveMinimum: 0,
    description: "Length of a step, in the attack's norm and in units of the pixel range.",
  },
  relativeAlpha: {
    type: 'number',
    exclusiveMinimum: 0,
    description: 'Length of a step as a multiple of epsilon / steps, instead of alpha.',
  },
  steps: { type: 'integer', minimum: 1, description: 'Number of steps.' },
  randomStart: {
    type: 'boolean',
    description: 'Start at a random point of the ball instead of at the image itself.',
  },
  restarts: {
    type: 'integer',
    minimum: 1,
    description:
      'How often the attack is made, each time with other random numbers. Each example keeps the first result that is misclassified, else the one of highest loss.',
  },
} as const satisfies Record<string, SettingRule>;

/** The two ways to set the length α of a step; only one may be given. */
export const stepLengths = ['alpha', 'relativeAlpha'] as const;
