// Made from schemas/stages/attack-grid.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * Params of the stage attack-grid: one model attacked with one attack at one epsilon.
 */
export type AttackGridParams = {
  /**
   * The attack: pgd-l2 bounds the Euclidean norm of the change, the others each pixel's. square follows no gradient, noise asks the model nothing. With a module, any name for the attack that it defines.
   */
  attack: string;
  /**
   * Module whose default export defines the attack (docs/how-to/add-an-attack.md): path relative to the pipeline's folder, or package specifier.
   */
  module?: string;
  /**
   * Settings of the attack; absent ones are the study's or the papers': bim and pgd-linf alpha 0.001 and 20 steps, pgd-l2 alpha 15/255, 10 steps and no random start, mi-fgsm relativeAlpha 1, 10 steps and decay 1, apgd-ce and apgd-dlr 100 steps, rho 0.75 and a random start, square 5000 queries and pInit 0.8, restarts 1 where there are any. fgsm has none. An attack that a module defines has its own.
   */
  settings?: {
    /**
     * Length of a step, in the attack's norm and in units of the pixel range: a number, or a fraction such as "2/255".
     */
    alpha?: number | string;
    /**
     * Length of a step as a multiple of epsilon / steps, instead of alpha: a number, or a fraction.
     */
    relativeAlpha?: number | string;
    /**
     * Number of steps.
     */
    steps?: number;
    /**
     * Start at a random point of the ball instead of at the image itself.
     */
    randomStart?: boolean;
    /**
     * How often the attack is made, each time with other random numbers. Each example keeps the first result that is misclassified, else the one of highest loss.
     */
    restarts?: number;
    /**
     * Share of the momentum that a step keeps.
     */
    decay?: number;
    /**
     * Share of steps that must raise the loss between checkpoints.
     */
    rho?: number;
    /**
     * How often the model is asked to classify an image.
     */
    queries?: number;
    /**
     * Share of an image that the first squares cover.
     */
    pInit?: number;
  };
  /**
   * Radius of the ball the attack stays in, in units of the pixel range; a number, or a fraction such as "8/255"; 0 leaves images as they are.
   */
  epsilon: number | string;
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
   * Seed of the posterior samples that classify the examples. The same for all cells, so that cells differ by their images and not by chance.
   */
  evaluationSeed?: number;
  /**
   * How many adversarial images to write to examples.npy, from the first; 0: none.
   */
  keepExamples?: number;
  /**
   * Give up an example as soon as it is misclassified, and attack none that is misclassified as it is: faster, and accuracy can only be lower, but perturbations and losses are then those of the first success. Under transfer nothing is given up: what fools the surrogate may not fool the model. Not for the study's own protocol.
   */
  dropFooled?: boolean;
  /**
   * The most images in one pass through a network. Another number changes results by rounding errors only.
   */
  batchSize?: number;
};
