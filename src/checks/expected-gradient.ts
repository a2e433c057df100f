import type { GradientNormRow } from '../generated/artifacts/norms.ts';
import { groupBy } from '../results/group-by.ts';
import type { Check } from './check.ts';

/**
 * Carbone et al. 2020 (arXiv 2002.04359) prove that the expected gradient of a Bayesian network vanishes in the limit of infinite
 * data and width. If it were zero here, the mean of K gradients would be pure noise, and its norm would fall as 1/√K. A norm of at
 * least twice that is a gradient that an attack can follow.
 *
 * A network that fails this check may still be robust or not: the check only says that gradient-based attacks cannot tell.
 */
export const expectedGradient: Check = {
  name: 'expected-gradient-remains',
  title: 'The gradient expected over posterior samples does not vanish',
  needs: 'norms of a Bayesian network for one and for at least eight samples (stage gradient-norm)',
  run: ({ norms }) =>
    groupBy(
      norms.filter((row) => row.bayesian),
      (row) => [row.dataset, row.model, row.seed],
    ).flatMap((rows) => {
      const ascending = [...rows].sort((a, b) => a.samples - b.samples);
      const [one, most] = [ascending[0]!, ascending.at(-1)!];
      if (one.samples !== 1 || most.samples < 8) return [];
      const value = one.l2Mean === 0 ? 0 : most.l2Mean / one.l2Mean;
      const threshold = 2 / Math.sqrt(most.samples);
      return [
        {
          subject: describeModel(one),
          outcome: value < threshold ? ('failed' as const) : ('passed' as const),
          value,
          threshold,
          detail:
            `Mean ℓ2 norm ${one.l2Mean.toPrecision(3)} with one sample, ${most.l2Mean.toPrecision(3)} averaged over ` +
            `${most.samples}, on ${most.count} images. Pure noise would leave ${(1 / Math.sqrt(most.samples)).toFixed(3)} of it; the limit is twice that.`,
        },
      ];
    }),
};

function describeModel({ dataset, model, seed }: GradientNormRow): string {
  return `${dataset}, ${model}${seed === null ? '' : ` (seed ${seed})`}`;
}
