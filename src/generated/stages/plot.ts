// Made from schemas/stages/plot.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * Draws one figure of the study as SVG, PNG and vega-lite specification.
 */
export interface PlotParams {
  /**
   * Which figure: 1 and 2 MNIST under attack at small (0 to 0.05) and large epsilon, 3 MNIST clean, 4 CIFAR-10 clean, 5 and 6 CIFAR-10 under attack. Of one dataset: uncertainty (entropy and mutual information against epsilon), detection (telling attacked from clean images by them), survival (first epsilon that fools), worst-case (minimum over attacks), gradient-norm (size of the expected gradient against the number of posterior samples; needs the input norms).
   */
  figure:
    | 'figure-1'
    | 'figure-2'
    | 'figure-3'
    | 'figure-4'
    | 'figure-5'
    | 'figure-6'
    | 'uncertainty'
    | 'detection'
    | 'survival'
    | 'worst-case'
    | 'gradient-norm';
  /**
   * What the attacker knows of a Bayesian network: `transfer` replays examples made on its frequentist twin (as the study's figures were made), `direct` uses its own gradient (as the paper says). No difference for clean accuracy.
   */
  threat?: 'transfer' | 'direct';
  /**
   * The dataset to show. Needed only where the figure could show several datasets of the table.
   */
  dataset?: string;
}
