import type { GradientNormRow } from '../generated/artifacts/norms.ts';
import { groupBy } from '../results/group-by.ts';
import type { Check } from './check.ts';

/**
 * Carbone et al. 2020 (arXiv 2002.04359): the expected gradient of a BNN vanishes in the limit of data and width. Were
 * it zero, the mean of K samples' gradients would be noise, and its norm fall as 1/√K; a norm at least twice that is
 * a gradient that an attack can follow. Failing does not refute the network's robustness: it says that gradient-based
 * attacks are not the ones to test it with.
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
