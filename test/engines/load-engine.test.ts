import * as tf from '@tensorflow/tfjs-core';
import test from 'ava';
import { listEngines, loadEngine, relu } from '../../src/engines/index.ts';

test.serial('an op before the engine is loaded says what to do', (t) => {
  const error = t.throws(() => relu({} as tf.Tensor1D), { code: 'ENGINE_NOT_LOADED' });
  t.regex((error as unknown as { hint: string }).hint, /loadEngine/);
});

test.serial('the engine describes itself, and computes', async (t) => {
  const engine = await loadEngine({ threads: 1, gpus: 0 });
  t.like(engine.describe(), {
    engine: 'tensorflow',
    engineVersion: engine.version,
    device: 'cpu',
    threads: 1,
  });
  t.is(tf.getBackend(), 'tensorflow');
  t.deepEqual([...relu(tf.tensor1d([-1, 2])).dataSync()], [0, 2]);
});

test.serial('a second call gives the same engine; other threads are refused', async (t) => {
  const engine = await loadEngine({ threads: 1, gpus: 0 });
  t.is(await loadEngine({ threads: 1, gpus: 0 }), engine);
  await t.throwsAsync(loadEngine({ threads: 2, gpus: 0 }), { code: 'ENGINE_SETTINGS_FIXED' });
});

test.serial('the list shows it as working', async (t) => {
  const { version } = await loadEngine({ threads: 1, gpus: 0 });
  const [tensorflow] = await listEngines();
  t.like(tensorflow, { name: 'tensorflow', works: true, version });
});
