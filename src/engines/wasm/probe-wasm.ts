import { createRequire } from 'node:module';
import { join } from 'node:path';
import { EngineError } from '../errors.ts';
import { lastLines, runCommand } from '../run-command.ts';

/**
 * Starts the engine in another process and checks that it computes. In this process another engine may be loaded.
 * @param folder of the engine's npm package
 * @throws EngineError ENGINE_PROBE_FAILED
 */
export async function probeWasm(folder: string): Promise<void> {
  const backend = createRequire(join(folder, 'package.json')).resolve('@tensorflow/tfjs-backend-wasm');
  const core = createRequire(join(folder, 'package.json')).resolve('@tensorflow/tfjs-core');
  const result = await runCommand([process.execPath, '-e', probeScript, core, backend], {
    ...process.env,
    NODE_OPTIONS: '',
  });
  if (result.code === 0) return;
  throw new EngineError('ENGINE_PROBE_FAILED', `WebAssembly does not compute here: ${lastLines(result)}`, {
    hint: 'Node runs it on every processor with SSE 4.1 or NEON; `npm ci` restores a damaged package.',
  });
}

const probeScript = `
const tf = require(process.argv[1]);
require(process.argv[2]);
tf.setBackend('wasm').then((works) => {
  const matrix = tf.tensor2d([1, 2, 3, 4], [2, 2]);
  const product = works ? String(tf.matMul(matrix, matrix).dataSync()) : 'nothing';
  if (product !== '7,10,15,22') throw new Error('MatMul gives ' + product);
});
`;
