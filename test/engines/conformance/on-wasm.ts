import * as tf from '@tensorflow/tfjs-core';
import test from 'ava';

// Imported before a file of tests, it makes loadEngine load wasm in this process: those tests, against the same numbers
// from outside and with the same tolerances as on TensorFlow, are the suite that both engines must pass.
process.env.PIPELINE_ENGINE = 'wasm';

test.serial.after('they ran on wasm', (t) => {
  t.is(tf.getBackend(), 'wasm');
});
