// Made from schemas/stages/attack-grid.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * Params of the stage attack-grid: one model attacked with one attack at one epsilon.
 */
export type AttackGridParams = {
  /**
   * The attack: fgsm, bim and pgd-linf bound each pixel's change, pgd-l2 the Euclidean norm of the change.
   */
  attack: 'fgsm' | 'bim' | 'pgd-linf' | 'pgd-l2';
  /**
   * Settings of the attack; absent ones are the study's: bim and pgd-linf alpha 0.001 and 20 steps, pgd-l2 alpha 15/255, 10 steps and no random start. fgsm has none.
   */
  settings?: {
    /**
     * Length of a step, in the attack's norm and in units of the pixel range.
     */
    alpha?: number;
    /**
     * Number of steps.
     */
    steps?: number;
    /**
     * Start at a random point of the ball instead of at the image itself (pgd-linf and pgd-l2).
     */
    randomStart?: boolean;
  };
  /**
   * Radius of the ball the attack stays in, in units of the pixel range; 0 leaves images as they are.
   */
  epsilon: number;
  /**
   * direct: the attacker follows the gradient of the model itself, for a Bayesian one that of its mean prediction. transfer: examples are made on the input named surrogate and judged with one posterior sample, as the study's figures were made. For a deterministic model without another surrogate the two are one.
   */
  threat?: 'direct' | 'transfer';
  /**
   * How many test images to attack, from the first; 0: all.
   */
  images?: number;
  /**
   * Posterior samples that each step's gradient averages over, drawn afresh at each step. Of no effect where the attacked model is deterministic.
   */
  attackSamples?: number;
  /**
   * Posterior samples whose mean prediction is judged under threat direct. Of no effect where the model is deterministic; transfer judges one.
   */
  evaluationSamples?: number;
  /**
   * Seed of the posterior samples that judge. The same for all cells, so that these differ by their images and not by luck.
   */
  evaluationSeed?: number;
  /**
   * How many adversarial images to write to examples.npy, from the first; 0: none.
   */
  keepExamples?: number;
  /**
   * Most images in one pass through a network. Another one changes results by rounding at most.
   */
  batchSize?: number;
};
