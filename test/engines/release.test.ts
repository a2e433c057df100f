import test from 'ava';
import { formatRequirement, planDownload } from '../../src/engines/download-wheels.ts';
import { findRelease } from '../../src/engines/release.ts';
import { isEngineFile } from '../../src/engines/wheel-files.ts';

const machines = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64'].map(
  (name) => name.split('-') as [string, string],
);

test('every wheel is pinned to an exact version and digest', (t) => {
  const releases = [
    ...machines.map(([os, arch]) => findRelease(os, arch, 'cpu')),
    findRelease('linux', 'x64', 'gpu'),
  ];
  for (const release of releases) {
    t.truthy(release);
    t.is(release!.wheels[0].version, release!.version);
    for (const wheel of release!.wheels) {
      t.regex(formatRequirement(wheel), /^[a-z0-9-]+==\d+(\.\d+)+ --hash=sha256:[0-9a-f]{64}\n$/);
    }
  }
});

test('there is no release where TensorFlow publishes none', (t) => {
  t.is(findRelease('win32', 'x64', 'cpu'), undefined);
  t.is(findRelease('darwin', 'arm64', 'gpu'), undefined);
});

test('the GPU release is TensorFlow and the packages of its and-cuda extra', (t) => {
  const names = findRelease('linux', 'x64', 'gpu')!.wheels.map(({ name }) => name);
  // Requires-Dist of tensorflow 2.21.0 with extra == "and-cuda".
  const extra =
    'cublas cuda-cupti cuda-nvcc cuda-nvrtc cuda-runtime cudnn cufft curand cusolver cusparse nccl nvjitlink';
  t.deepEqual(names, ['tensorflow', ...extra.split(' ').map((library) => `nvidia-${library}-cu12`)]);
});

test('pip is asked for one wheel of another platform and Python, checked by its digest', (t) => {
  const [wheel] = findRelease('linux', 'arm64', 'cpu')!.wheels;
  const line = planDownload(wheel, 'wheel.txt', 'wheels').join(' ');
  t.regex(line, /^download --requirement wheel\.txt --require-hashes --no-deps --only-binary=:all: /);
  t.regex(line, / --platform manylinux2014_aarch64 --python-version 3\.11 --implementation cp --abi cp311 /);
  t.regex(line, / --dest wheels /);
});

test('CUDA wheels are for any Python', (t) => {
  const { wheels } = findRelease('linux', 'x64', 'gpu')!;
  t.deepEqual(new Set(wheels.slice(1).map(({ abi }) => abi)), new Set(['none']));
});

test('of a wheel the libraries and the headers of the C API are taken, at their paths', (t) => {
  const taken = [
    'tensorflow/libtensorflow_cc.so.2',
    'tensorflow/libtensorflow_framework.so.2',
    'tensorflow/libtensorflow_cc.2.dylib',
    'tensorflow_cpu_aws.libs/libomp-54bf90fd.so.5',
    'tensorflow/include/tensorflow/c/c_api.h',
    'tensorflow/include/tensorflow/c/eager/c_api.h',
    'tensorflow/include/tensorflow/core/platform/ctstring_internal.h',
    'tensorflow/include/tsl/platform/ctstring.h',
    'tensorflow/include/tsl/c/tsl_status.h',
    'tensorflow/include/xla/tsl/c/tsl_status.h',
    'tensorflow/include/external/local_tsl/tsl/platform/ctstring.h',
    'nvidia/cublas/lib/libcublas.so.12',
    'nvidia/cuda_nvcc/nvvm/libdevice/libdevice.10.bc',
  ];
  const left = [
    'tensorflow/__init__.py',
    'tensorflow/python/_pywrap_tfe.so',
    'tensorflow/include/Eigen/Core',
    'tensorflow/include/tensorflow/core/framework/op.h',
    'nvidia/cublas/include/cublas.h',
    'tensorflow_cpu-2.15.1.dist-info/RECORD',
  ];
  t.deepEqual(
    taken.filter((name) => !isEngineFile(name)),
    [],
  );
  t.deepEqual(left.filter(isEngineFile), []);
});
