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
  /** Folder `tensorflow` of a wheel: the library and `include/`. */
  readonly library: string;
  /** The library's folder as the binding is to look for it, relative to itself or absolute. */
  readonly runPath: string;
  readonly output: string;
}

/** Arguments that compile tfjs-node's two binding sources against a TensorFlow. */
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
    // By path: the wheel has no libtensorflow.so, whose name -l would look for.
    ...['cc', 'framework'].map((part) => join(build.library, libraryFile(part, build.platform))),
    `-Wl,-rpath,${build.runPath}`,
  ];
}

/** Name of TensorFlow's library file in a wheel. */
export function libraryFile(part: string, platform: string): string {
  return platform === 'darwin' ? `libtensorflow_${part}.2.dylib` : `libtensorflow_${part}.so.2`;
}

/** @throws EngineError ENGINE_COMPILE_FAILED, ENGINE_PACKAGE_MISSING */
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
