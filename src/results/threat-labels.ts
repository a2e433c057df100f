export type Threat = 'transfer' | 'direct';

/** In the order of every page and record: `transfer` first, as the study's figures were made. */
export const threatOrder: readonly Threat[] = ['transfer', 'direct'];

/** What the attacker knows, in a line for titles. */
export const threatLabels: Readonly<Record<Threat, { readonly short: string; readonly long: string }>> = {
  transfer: {
    short: 'Transfer',
    long: 'examples made on the frequentist twin',
  },
  direct: {
    short: 'Direct',
    long: 'each network attacked by its own gradient',
  },
};
