import { runCommand } from './run-command.ts';

/** A TensorFlow that is installed in a Python on this machine. */
export interface PythonTensorflow {
  /** The folder of the package, with the library and `include/`. */
  readonly library: string;
  readonly version: string;
}

/** The oldest 2.x whose wheels hold libtensorflow_cc and the headers that the binding needs. */
const oldestMinor = 13;

/** The TensorFlow of `python3` or `python`. It is found without importing it, which would take seconds. */
export async function findPythonTensorflow(
  env: NodeJS.ProcessEnv = process.env,
): Promise<PythonTensorflow | undefined> {
  for (const python of ['python3', 'python']) {
    const { code, stdout } = await runCommand([python, '-c', script], env);
    if (code !== 0) continue;
    // The last line only, because a Python may be set up to print a greeting.
    const found = JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as PythonTensorflow;
    if (isSupported(found.version)) return found;
  }
  return undefined;
}

/** Whether the binding can be built against a version of TensorFlow: 2.13 or newer. */
export function isSupported(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major === 2 && minor >= oldestMinor;
}

const script = `
import importlib.metadata, importlib.util, json, os, sys
spec = importlib.util.find_spec('tensorflow')
if spec is None or spec.origin is None: sys.exit(1)
for name in ('tensorflow', 'tensorflow-cpu', 'tensorflow-cpu-aws', 'tensorflow-macos'):
    try: version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError: continue
    print(json.dumps({'library': os.path.dirname(spec.origin), 'version': version}))
    sys.exit(0)
sys.exit(1)
`;
