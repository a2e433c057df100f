import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { OpAttributes } from '../ops/run-op.ts';

/**
 * The gradient of max pooling without padding. Each number of dy goes to the first maximum of its window, in row order.
 * Written in JavaScript, because the engine's own kernel is wrong: it gives nothing to a window without positive values,
 * and gives dy to every one of several equal maxima.
 * @param x [batch, height, width, channels], the pooled images
 * @param dy [batch, outHeight, outWidth, channels]
 * @returns [batch, height, width, channels]
 */
export function poolGradientOnWasm(x: Tensor4D, dy: Tensor4D, attributes: OpAttributes): Tensor4D {
  const size = attributes.size as number;
  const stride = attributes.stride as number;
  const [batch, height, width, channels] = x.shape;
  const [, outHeight, outWidth] = dy.shape;
  const values = x.dataSync<'float32'>();
  const gradients = dy.dataSync<'float32'>();
  const result = new Float32Array(values.length);
  let output = 0;
  for (let image = 0; image < batch; image++) {
    for (let row = 0; row < outHeight; row++) {
      for (let column = 0; column < outWidth; column++) {
        const corner = ((image * height + row * stride) * width + column * stride) * channels;
        for (let channel = 0; channel < channels; channel++, output++) {
          let best = corner + channel;
          let largest = values[best]!;
          for (let down = 0; down < size; down++) {
            for (let across = 0; across < size; across++) {
              const at = corner + (down * width + across) * channels + channel;
              const value = values[at]!;
              if (value > largest) {
                largest = value;
                best = at;
              }
            }
          }
          result[best]! += gradients[output]!;
        }
      }
    }
  }
  return tf.tensor4d(result, x.shape);
}
