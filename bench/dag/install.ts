import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A tool that neither the registries nor the machine have. */
export class NotInstalled extends Error {}

/** A Python package in an environment of its own, kept between runs. @returns its folder of programs */
export function installPython(toolsDir: string, name: string, version: string): string {
  const folder = installOnce(toolsDir, name, version, (into) => {
    execFileSync('python3', ['-m', 'venv', into], { stdio: 'pipe' });
    execFileSync(join(into, 'bin/python'), ['-m', 'pip', 'install', '--quiet', `${name}==${version}`], {
      stdio: 'pipe',
    });
  });
  return join(folder, 'bin');
}

/** An npm package in a folder of its own, kept between runs. @returns its node_modules */
export function installNode(toolsDir: string, name: string, version: string): string {
  const folder = installOnce(toolsDir, name, version, (into) => {
    writeFileSync(join(into, 'package.json'), '{ "private": true }');
    execFileSync('npm', ['install', '--no-audit', '--no-fund', `${name}@${version}`], {
      cwd: into,
      stdio: 'pipe',
    });
  });
  return join(folder, 'node_modules');
}

/** What the machine has of a program: the first line it says about its version. @throws NotInstalled */
export function findOnMachine(command: string): string {
  const { status, stdout } = spawnSync(command, ['--version'], { encoding: 'utf8' });
  if (status !== 0) throw new NotInstalled(`no ${command} on this machine`);
  return /\d[\w.]*/.exec(stdout)?.[0] ?? stdout.trim();
}

function installOnce(
  toolsDir: string,
  name: string,
  version: string,
  install: (into: string) => void,
): string {
  const folder = join(toolsDir, `${name}-${version}`);
  const mark = join(folder, '.complete');
  if (existsSync(mark)) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  console.error(`installing ${name} ${version}`);
  try {
    install(folder);
  } catch (error) {
    const said = String((error as { stderr?: unknown }).stderr ?? (error as Error).message);
    throw new NotInstalled(`${name} ${version} cannot be installed: ${said.trim().split('\n').at(-1)}`);
  }
  writeFileSync(mark, '');
  return folder;
}
