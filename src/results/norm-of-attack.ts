export type Norm = 'linf' | 'l2';

/** The norm that an attack's ε bounds, by the attack's name: ℓ2 where the name says so, else ℓ∞. */
export function normOfAttack(name: string): Norm {
  return /(^|-)l2($|-)/.test(name) ? 'l2' : 'linf';
}
