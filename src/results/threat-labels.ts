export type Threat = 'transfer' | 'direct';

/** In the order of every page and record. `transfer` comes first, because the paper's figures were made with it. */
export const threatOrder: readonly Threat[] = ['transfer', 'direct'];

/** What the attacker knows, as a name and as half a sentence for titles. */
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
