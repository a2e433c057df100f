import * as tf from '@tensorflow/tfjs-core';
import { softplus, sqrtGradient, sumAll } from '../engines/index.ts';

/** Standard deviation of the prior N(0, 0.1) on every weight. */
const PRIOR_SIGMA = 0.1;

/** Added to variances, so that the gradient of the square root stays finite at zero. */
export const VARIANCE_FLOOR = 1e-16;

/** Variance of a weight: σ² = softplus(ρ)². */
export function varianceOf<T extends tf.Tensor>(rho: T): T {
  return tf.tidy(() => tf.square(softplus(rho))) as T;
}

/**
 * Local reparameterisation: mean + √variance · ζ.
 * The paper's equations 9 and 10. In the variance the paper prints μ² by mistake; it is σ² here.
 * The gradient is written by hand, dvariance = dy·ζ / (2·√variance), to take the square root only once.
 */
export function reparameterise<T extends tf.Tensor>(mean: T, variance: T, zeta: T): T {
  const sample = tf.customGrad((m, v, save) => {
    const deviation = tf.sqrt(v as tf.Tensor);
    (save as tf.GradSaveFunc)([deviation, zeta]);
    return {
      value: tf.add(m as tf.Tensor, tf.mul(deviation, zeta)),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [root, noise] = saved as [tf.Tensor, tf.Tensor];
        return [dy, sqrtGradient(root, tf.mul(dy, noise))];
      },
    };
  });
  return sample(mean, variance) as T;
}

/**
 * KL(q‖p) of q = N(μ, σ²) from the prior p = N(0, 0.1²), summed over a tensor of weights:
 * Σ ½·(σ²/σₚ² + μ²/σₚ² − 1 − log(σ²/σₚ²)).
 * (The published code has the two distributions swapped; we follow the paper.)
 */
export function klFromPrior(mu: tf.Tensor, variance: tf.Tensor): tf.Scalar {
  const priorVariance = PRIOR_SIGMA ** 2;
  return tf.tidy(() => {
    const ratio = tf.div(variance, priorVariance);
    const terms = tf.sub(tf.add(ratio, tf.div(tf.square(mu), priorVariance)), tf.add(tf.log(ratio), 1));
    return tf.mul(sumAll(terms), 0.5);
  });
}

/** The gradient of weight·KL + a loss with respect to μ, from the gradient of the loss: dKL/dμ = μ/σₚ². */
export function addKlToMuGradient(mu: tf.Tensor, lossGradient: tf.Tensor, weight: number): tf.Tensor {
  if (weight === 0) return lossGradient;
  return tf.tidy(() => tf.add(lossGradient, tf.mul(mu, weight / PRIOR_SIGMA ** 2)));
}

/**
 * Gradient of weight·KL + a loss with respect to ρ, from the loss's gradient with respect to σ²:
 * dKL/dσ² = ½·(1/σₚ² − 1/σ²), then dσ²/dρ = 2σ·sigmoid(ρ).
 * Written in closed form, because KL covers every weight in every step. Composed from ops, it would cost as much as a
 * convolution.
 * @param variance σ², kept from the forward pass, because its root is much cheaper than another softplus
 */
export function chainToRhoGradient(
  rho: tf.Tensor,
  variance: tf.Tensor,
  varianceGradient: tf.Tensor,
  weight: number,
): tf.Tensor {
  return tf.tidy(() => {
    const sigma = tf.sqrt(variance);
    // 2σ·(gradient + weight/2·(1/σₚ² − 1/σ²)) = σ·(2·gradient + weight/σₚ²) − weight/σ
    const pull = tf.mul(sigma, tf.add(tf.mul(varianceGradient, 2), weight / PRIOR_SIGMA ** 2));
    const total = weight === 0 ? pull : tf.sub(pull, tf.div(weight, sigma));
    return tf.mul(total, tf.sigmoid(rho));
  });
}
