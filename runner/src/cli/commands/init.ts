import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Command } from 'commander';
import { type CommandContext, writeLines } from '../context.ts';
import type { Distribution } from '../distribution.ts';
import { RequestError } from '../request-error.ts';
import type { TemplateFile } from '../templates/template-file.ts';

/** `pipeline init`: writes a small pipeline that runs, into a folder that has none. */
export function addInitCommand(program: Command, context: CommandContext, distribution: Distribution): void {
  program
    .command('init')
    .description('write a starting pipeline.json and a stage into this folder')
    .action(async () => {
      const baseDir = context.baseDir();
      const files = await createFiles(toPipelineName(basename(baseDir)), distribution);
      const written = await writeTemplateFiles(baseDir, files);
      writeLines(context, [
        ...written.map((path) => `wrote ${path}`),
        ...(await describeNextSteps(baseDir, distribution.name)),
      ]);
    });
}

async function createFiles(
  pipelineName: string,
  { name, version, additions }: Distribution,
): Promise<readonly TemplateFile[]> {
  if (additions?.createTemplateFiles !== undefined)
    return additions.createTemplateFiles(pipelineName, version);
  const { createTemplateFiles } = await import('../templates/index.ts');
  return createTemplateFiles(pipelineName, name, version);
}

/**
 * Writes the files that are missing, or nothing at all if one of them would be overwritten.
 * @returns paths of the files written
 * @throws RequestError INIT_WOULD_OVERWRITE
 */
async function writeTemplateFiles(baseDir: string, files: readonly TemplateFile[]): Promise<string[]> {
  const present = files.filter(({ path }) => existsSync(join(baseDir, path)));
  const inTheWay = present.filter(({ mayExist }) => !mayExist).map(({ path }) => path);
  if (inTheWay.length > 0) {
    throw new RequestError(
      'INIT_WOULD_OVERWRITE',
      `This folder already has ${inTheWay.join(', ')}; nothing was written.`,
      {
        hint: 'start in another folder: mkdir ../study && npx pipeline -C ../study init',
      },
    );
  }
  const missing = files.filter((file) => !present.includes(file));
  for (const { path, text } of missing) {
    const target = join(baseDir, path);
    await mkdir(dirname(target), { recursive: true });
    // 'wx' fails if the file was made since the check.
    await writeFile(target, text, { flag: 'wx' });
  }
  return missing.map(({ path }) => path);
}

/** Lower case letters, digits and dashes, as npm wants package names. */
function toPipelineName(folder: string): string {
  const name = folder
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return name === '' ? 'study' : name;
}

/** Stages import `defineStage` from this package, so the folder must have it installed. */
async function describeNextSteps(baseDir: string, packageName: string): Promise<string[]> {
  const { findOwnOrInstalledPackage } = await import('../../pipeline/programs/installed-package.ts');
  const isInstalled = findOwnOrInstalledPackage(baseDir, packageName) !== undefined;
  return isInstalled
    ? ['next: npx pipeline run']
    : [`next: npm install ${packageName}`, '      npx pipeline run'];
}
