/** The norm that ε bounds. */
export type Norm = 'linf' | 'l2';

/** An attack as readers know it. */
export interface AttackLabel {
  readonly name: string;
  readonly label: string;
  readonly norm: Norm;
}

/** The study's attacks, in the order of every panel and table. */
const known: readonly AttackLabel[] = [
  { name: 'fgsm', label: 'FGSM', norm: 'linf' },
  { name: 'bim', label: 'BIM', norm: 'linf' },
  { name: 'pgd-linf', label: 'PGD', norm: 'linf' },
  { name: 'pgd-linf-x2', label: 'PGD, twice the steps', norm: 'linf' },
  { name: 'mi-fgsm', label: 'MI-FGSM', norm: 'linf' },
  { name: 'apgd-ce', label: 'APGD-CE', norm: 'linf' },
  { name: 'apgd-dlr', label: 'APGD-DLR', norm: 'linf' },
  { name: 'square', label: 'Square', norm: 'linf' },
  { name: 'noise', label: 'Noise', norm: 'linf' },
  { name: 'worst-case-linf', label: 'Worst of ℓ∞', norm: 'linf' },
  { name: 'pgd-l2', label: 'PGD-ℓ2', norm: 'l2' },
  { name: 'worst-case-l2', label: 'Worst of ℓ2', norm: 'l2' },
];

/** The norm of an attack by its name: ℓ2 where the name says so, else ℓ∞. */
export function normOfAttack(name: string): Norm {
  return /(^|-)l2($|-)/.test(name) ? 'l2' : 'linf';
}

/** The attacks that occur in rows, in the fixed order. Attacks that the study does not know follow under their own names. */
export function orderAttacks(
  rows: Iterable<{ readonly attack: string; readonly norm?: Norm | null }>,
): AttackLabel[] {
  const occurring = new Map([...rows].map(({ attack, norm }) => [attack, norm ?? undefined]));
  const others = [...occurring].filter(([name]) => !known.some((attack) => attack.name === name));
  return [
    ...known.filter(({ name }) => occurring.has(name)),
    ...others.map(([name, norm = normOfAttack(name)]) => ({ name, label: name, norm })),
  ];
}

/** The name of an attack as readers know it: `PGD` for `pgd-linf`. */
export function labelAttack(name: string): string {
  return orderAttacks([{ attack: name }])[0]!.label;
}

/** How a norm is written on an axis. */
export function labelNorm(norm: AttackLabel['norm']): string {
  return norm === 'l2' ? 'ℓ2' : 'ℓ∞';
}

/** Title of an ε axis: the norm that ε bounds, and the unit of a pixel. */
export function titleEpsilon({ norm }: AttackLabel): string {
  return `ε, ${labelNorm(norm)} norm, pixels in [0, 1]`;
}
