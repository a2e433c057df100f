import { groupBy } from '../results/group-by.ts';
import { type Check, describeSubject, followsGradient, formatShare, subjectKey } from './check.ts';

/** Share of images that may be lost to saturated float32 losses without changing a conclusion. */
const LIMIT = 0.01;

/** Carlini et al. 2019, "On evaluating adversarial robustness": where the gradient is exactly zero, an attack that follows it does nothing. */
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
