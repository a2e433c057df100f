import test from 'ava';
import { type BindingBuild, planCompile } from '../../src/engines/compile-binding.ts';

const build: BindingBuild = {
  platform: 'linux',
  packageFolder: '/modules/tfjs',
  nodeApiHeaders: '/modules/napi/include',
  library: '/staging/tensorflow',
  runPath: '$ORIGIN/tensorflow',
  output: '/staging/tfjs_binding.node',
};

test('on Linux a shared library, linked to the wheel by path and found beside the binding', (t) => {
  const args = planCompile(build);
  t.true(args.includes('-shared'));
  t.true(args.includes('-DNAPI_VERSION=8'));
  t.true(args.includes('/staging/tensorflow/libtensorflow_cc.so.2'));
  t.true(args.includes('/staging/tensorflow/libtensorflow_framework.so.2'));
  t.true(args.includes('-Wl,-rpath,$ORIGIN/tensorflow'));
  t.deepEqual(
    args.filter((arg) => arg.startsWith('-I')),
    [
      '-I/modules/napi/include',
      '-I/staging/tensorflow/include',
      '-I/staging/tensorflow/include/external/local_tsl',
    ],
  );
});

test('on macOS a bundle, whose Node-API symbols come from Node itself', (t) => {
  const args = planCompile({ ...build, platform: 'darwin' });
  t.is(args[args.indexOf('-undefined') + 1], 'dynamic_lookup');
  t.true(args.includes('-bundle'));
  t.true(args.includes('/staging/tensorflow/libtensorflow_cc.2.dylib'));
});
