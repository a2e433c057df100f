import { EngineError } from './errors.ts';
import { lastLines, runCommand } from './run-command.ts';

export interface ProbeResult {
  readonly version: string;
  readonly gpu: boolean;
}

/**
 * Loads a binding in another process, where a crash harms nobody, and checks that it computes a matrix product and the
 * random numbers of Random123.
 * @throws EngineError ENGINE_PROBE_FAILED
 */
export async function probeBinding(bindingPath: string): Promise<ProbeResult> {
  const result = await runCommand([process.execPath, '-e', probeScript, bindingPath], {
    ...process.env,
    NODE_OPTIONS: '',
    TF_CPP_MIN_LOG_LEVEL: '2',
  });
  const answer = result.stdout.split('\n').find((line) => line.startsWith(marker));
  if (result.code === 0 && answer) return JSON.parse(answer.slice(marker.length)) as ProbeResult;
  const reason = result.signal ? `it was ended by ${result.signal}` : lastLines(result);
  throw new EngineError('ENGINE_PROBE_FAILED', `TensorFlow was installed but does not work here: ${reason}`, {
    hint: 'The processor may lack AVX, or the C library may be older than the wheel needs (glibc 2.17).',
  });
}

const marker = 'probe-result ';

/**
 * Run by `node -e`, because a stage program is bundled into one file, and a child process has no module of ours to
 * load.
 */
const probeScript = `
const binding = require(process.argv[1]);
const type = (name, value) => ({ name, type: binding.TF_ATTR_TYPE, value });
const int32 = (values, shape) => binding.createTensor(shape, binding.TF_INT32, Int32Array.from(values));
const run = (op, attributes, inputs) => binding.executeOp(op, attributes, inputs, 1)[0].id;
const matrix = binding.createTensor([2, 2], binding.TF_FLOAT, Float32Array.of(1, 2, 3, 4));
const flag = (name) => ({ name, type: binding.TF_ATTR_BOOL, value: false });
const product = run('MatMul', [type('T', 1), flag('transpose_a'), flag('transpose_b')], [matrix, matrix]);
if (String(binding.tensorDataSync(product)) !== '7,10,15,22') throw new Error('MatMul gives ' + binding.tensorDataSync(product));
const uint64 = (count) => run('Bitcast', [type('T', 9), type('type', 23)], [binding.createTensor([count], binding.TF_INT64, new Int32Array(2 * count))]);
const uniform = run('StatelessRandomUniformV2', [type('dtype', 1), type('Tshape', 3)], [int32([1], [1]), uint64(1), uint64(2), int32([1], [])]);
if (binding.tensorDataSync(uniform)[0] !== (0x6627e8d5 & 0x7fffff) / 2 ** 23) throw new Error('Philox gives ' + binding.tensorDataSync(uniform));
console.log('\\n${marker}' + JSON.stringify({ version: binding.TF_Version, gpu: binding.isUsingGpuDevice() }));
`;
