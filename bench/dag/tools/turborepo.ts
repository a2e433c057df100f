import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installNode } from '../install.ts';
import { copyLine, JOBS, listItems, type Tool } from '../tool.ts';

export function turborepo(toolsDir: string): Tool {
  const version = '2.11.11';
  const modules = installNode(toolsDir, 'turbo', version);
  return {
    name: 'Turborepo',
    version,
    compares: 'contents',
    form: 'a workspace a copy, with a task `build`; `turbo run build`, which starts npm for each',
    input: (item) => `packages/p${item}/in.bin`,
    output: (item) => `packages/p${item}/out.bin`,
    joined: 'packages/join/joined.bin',
    cache: '.turbo/cache',
    runner: /@turbo\/\S+\/bin\/turbo/,
    write: (folder, dag) => {
      const npmVersion = execFileSync('npm', ['--version'], { encoding: 'utf8' }).trim();
      const write = (path: string, value: object) => writeFileSync(join(folder, path), JSON.stringify(value));
      write('package.json', {
        name: 'bench',
        private: true,
        workspaces: ['packages/*'],
        packageManager: `npm@${npmVersion}`,
      });
      write('turbo.json', {
        tasks: {
          build: {
            inputs: ['in.bin', 'package.json'],
            outputs: ['out.bin', 'joined.bin'],
            dependsOn: ['^build'],
          },
        },
      });
      const packages = listItems(dag).map((item) => `p${item}`);
      for (const name of packages) {
        write(`packages/${name}/package.json`, {
          name,
          version: '1.0.0',
          scripts: { build: copyLine('in.bin', 'out.bin', dag) },
        });
      }
      mkdirSync(join(folder, 'packages/join'), { recursive: true });
      write('packages/join/package.json', {
        name: 'join',
        version: '1.0.0',
        dependencies: Object.fromEntries(packages.map((name) => [name, '1.0.0'])),
        scripts: { build: `cat ${packages.map((name) => `../${name}/out.bin`).join(' ')} > joined.bin` },
      });
      symlinkSync(modules, join(folder, 'node_modules'));
      // Workspaces are found through the lock file.
      execFileSync('npm', ['install', '--package-lock-only', '--ignore-scripts', '--offline', '--silent'], {
        cwd: folder,
        stdio: 'pipe',
      });
    },
    run: (folder) => ({
      command: join(folder, 'node_modules/.bin/turbo'),
      args: ['run', 'build', `--concurrency=${JOBS}`, '--cache-dir=.turbo/cache', '--no-update-notifier'],
      env: { TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' },
    }),
  };
}
