import { join } from 'node:path';
import { findBackendPackage, findNodeApiHeaders } from './backend-package.ts';
import { nodeApiVersion } from './engine-folder.ts';
import { EngineError } from './errors.ts';
import type { Command } from './find-tools.ts';
import { lastLines, runCommand } from './run-command.ts';

export interface BindingBuild {
  readonly platform: string;
  /** Folder of @tensorflow/tfjs-node-gpu. */
  readonly packageFolder: string;
  readonly nodeApiHeaders: string;
  /** The folder `tensorflow` of a wheel, with the library and `include/`. */
  readonly library: string;
  /** Where the binding is to look for the library: absolute, or relative to the binding ($ORIGIN). */
  readonly runPath: string;
  readonly output: string;
}

/** The compiler's arguments for building tfjs-node's binding, two C++ files, against a TensorFlow library. */
export function planCompile(build: BindingBuild): string[] {
  const include = join(build.library, 'include');
  return [
    '-std=c++17',
    '-O2',
    '-fPIC',
    ...(build.platform === 'darwin' ? ['-bundle', '-undefined', 'dynamic_lookup'] : ['-shared']),
    `-DNAPI_VERSION=${nodeApiVersion}`,
    '-DBUILDING_NODE_EXTENSION',
    `-I${build.nodeApiHeaders}`,
    `-I${include}`,
    `-I${join(include, 'external', 'local_tsl')}`,
    join(build.packageFolder, 'binding', 'tfjs_backend.cc'),
    join(build.packageFolder, 'binding', 'tfjs_binding.cc'),
    '-o',
    build.output,
    // By path, because -l would look for a libtensorflow.so, and the wheel has none.
    ...['cc', 'framework'].map((part) => join(build.library, libraryFile(part, build.platform))),
    `-Wl,-rpath,${build.runPath}`,
  ];
}

/** The file name of one of TensorFlow's libraries in a wheel. @param part `cc` or `framework` */
export function libraryFile(part: string, platform: string): string {
  return platform === 'darwin' ? `libtensorflow_${part}.2.dylib` : `libtensorflow_${part}.so.2`;
}

/** Compiles tfjs-node's binding. @throws EngineError ENGINE_COMPILE_FAILED, ENGINE_PACKAGE_MISSING */
export async function compileBinding(
  compiler: Command,
  options: Pick<BindingBuild, 'library' | 'runPath' | 'output'>,
): Promise<void> {
  const build: BindingBuild = {
    ...options,
    platform: process.platform,
    packageFolder: findBackendPackage().folder,
    nodeApiHeaders: findNodeApiHeaders(),
  };
  const result = await runCommand([...compiler, ...planCompile(build)]);
  if (result.code === 0) return;
  throw new EngineError(
    'ENGINE_COMPILE_FAILED',
    `${compiler.join(' ')} could not compile TensorFlow's binding:\n${lastLines(result)}`,
    {
      hint: 'It takes a compiler that knows C++17 (GCC 8, Clang 7 or newer); set CXX to choose another one.',
    },
  );
}
