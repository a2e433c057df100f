import { crossEntropy, defineAttack, projectLinf, type SearchState, tf } from 'robust-pipeline/study';

/** Sign steps that halve every time: long ones to get there, short ones to settle. */
export default defineAttack({
  name: 'fading-steps',
  norm: 'linf',
  settings: { steps: { type: 'integer', minimum: 1, description: 'Number of steps.' } },
  defaults: { steps: 5 },
  create: (settings) => ({
    kind: 'search',
    evaluations: settings.steps!,
    usesGradient: true,
    loss: crossEntropy,
    begin: ({ images }) => ({ query: images }),
    advance: ({ query }, { gradient }, { images, epsilon }, step) => {
      const moved = tf.add(query, tf.mul(epsilon / 2 ** step, tf.sign(gradient!)));
      return { query: projectLinf(moved as SearchState['query'], images, epsilon) };
    },
    examples: ({ query }) => query,
  }),
});
