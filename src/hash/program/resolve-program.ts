import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isAbsolute, join, resolve } from 'node:path';
import { InvalidProgramError } from '../errors.ts';
import { statIfAny } from '../stat-if-any.ts';

/**
 * The file a stage's `program` means: a path relative to the pipeline's folder, or else a package specifier
 * (`robust-pipeline/stages/train`), resolved from that folder, by the package's own name too.
 * @throws InvalidProgramError when there is no such file.
 */
export async function resolveProgram(program: string, baseDir: string): Promise<string> {
  if (isAbsolute(program))
    throw new InvalidProgramError(program, 'is an absolute path; write it relative to pipeline.json');
  const asPath = resolve(baseDir, program);
  if (statIfAny(asPath)?.isFile() === true) return realpathSync(asPath);
  if (/^\.{1,2}\//.test(program)) throw new InvalidProgramError(program, 'there is no such file');
  try {
    return realpathSync(createRequire(join(baseDir, 'package.json')).resolve(program));
  } catch {
    // Its exports may name an `import` condition only, which require() does not see.
    return resolveAsImport(program, baseDir);
  }
}

async function resolveAsImport(program: string, baseDir: string): Promise<string> {
  const { build } = await import('esbuild');
  let path = '';
  await build({
    stdin: { contents: '', resolveDir: baseDir },
    write: false,
    logLevel: 'silent',
    platform: 'node',
    plugins: [
      {
        name: 'resolve-program',
        setup(builder) {
          builder.onStart(async () => {
            const found = await builder.resolve(program, { kind: 'import-statement', resolveDir: baseDir });
            if (found.errors.length === 0 && !found.external) path = found.path;
          });
        },
      },
    ],
  });
  if (path === '')
    throw new InvalidProgramError(program, 'there is no such file, and no installed package offers it');
  return realpathSync(path);
}
