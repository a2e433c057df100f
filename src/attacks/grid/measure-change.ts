import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

/** What an attack did to the images of a batch. Each array has one value for each image. */
export interface ImageChange {
  /** Largest absolute change of a pixel. */
  readonly linf: Float32Array;
  /** Euclidean norm of the change. */
  readonly l2: Float32Array;
  /** The smallest pixel of the attacked image. */
  readonly lowest: Float32Array;
  /** The largest pixel of the attacked image. */
  readonly highest: Float32Array;
}

/**
 * Measures attacked images against the clean ones, in float32.
 * @param examples [batch, height, width, channels]
 * @param clean the images they were made from, shaped like them
 */
export function measureChange(examples: Tensor4D, clean: Tensor4D): ImageChange {
  return tf.tidy(() => {
    const change = tf.sub(examples, clean);
    return {
      linf: readFloats(tf.max(tf.abs(change), [1, 2, 3])),
      l2: readFloats(tf.sqrt(tf.sum(tf.square(change), [1, 2, 3]))),
      lowest: readFloats(tf.min(examples, [1, 2, 3])),
      highest: readFloats(tf.max(examples, [1, 2, 3])),
    };
  });
}

function readFloats(tensor: tf.Tensor): Float32Array {
  return tensor.dataSync<'float32'>();
}
