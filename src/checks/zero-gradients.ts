import { formatShare } from '../results/format-numbers.ts';
import { groupBy } from '../results/group-by.ts';
import { type Check, describeSubject, followsGradient, subjectKey } from './check.ts';

/** Share of images that may have a zero gradient, because float32 saturates, without a change of any conclusion. */
const LIMIT = 0.01;

/** An attack does nothing where the gradient that it follows is exactly zero (Carlini et al. 2019, "On evaluating adversarial robustness"). */
export const zeroGradients: Check = {
  name: 'share-of-zero-gradients',
  title: 'Hardly any gradient is exactly zero',
  needs: 'a gradient-based attack',
  run: ({ cells }) =>
    groupBy(cells.filter(followsGradient), subjectKey).map((group) => {
      const { result } = group.reduce((a, b) =>
        b.result.zeroGradientShare > a.result.zeroGradientShare ? b : a,
      );
      return {
        subject: describeSubject(group[0]!),
        outcome: result.zeroGradientShare > LIMIT ? 'failed' : 'passed',
        value: result.zeroGradientShare,
        threshold: LIMIT,
        detail: `At ${formatShare(result.zeroGradientShare)} of ${result.count} clean images the gradient that ${result.attack} follows is zero in every pixel.`,
      };
    }),
};
