import * as tf from '@tensorflow/tfjs-core';

/** log(mean(exp(values))) over the first axis, without underflow. */
export function logMeanExp(values: tf.Tensor): tf.Tensor {
  const samples = values.shape[0]!;
  if (samples === 1) return tf.squeeze(values, [0]);
  return tf.sub(tf.logSumExp(values, 0), Math.log(samples));
}
