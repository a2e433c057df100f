import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { installPython } from '../install.ts';
import { PLAIN_LAYOUT, writePlain } from '../plain-layout.ts';
import { copyLine, listItems, type Tool } from '../tool.ts';

export function dvc(toolsDir: string): Tool {
  const version = '3.67.1';
  const command = join(installPython(toolsDir, 'dvc', version), 'dvc');
  const env = { DVC_NO_ANALYTICS: '1' };
  return {
    ...PLAIN_LAYOUT,
    name: 'DVC',
    version,
    compares: 'contents',
    form: 'dvc.yaml with a foreach stage; `dvc repro`, which has no parallel jobs',
    cache: '.dvc/cache/files',
    write: (folder, dag) => {
      const outputs = listItems(dag).map((item) => `out/${item}.bin`);
      writePlain(
        folder,
        'dvc.yaml',
        JSON.stringify({
          stages: {
            copy: {
              foreach: listItems(dag),
              do: {
                cmd: copyLine('data/${item}.bin', 'out/${item}.bin', dag),
                deps: ['data/${item}.bin'],
                outs: ['out/${item}.bin'],
              },
            },
            join: { cmd: `cat ${outputs.join(' ')} > joined.bin`, deps: outputs, outs: ['joined.bin'] },
          },
        }),
      );
      const dvcRun = (...args: string[]) =>
        execFileSync(command, args, { cwd: folder, env: { ...process.env, ...env }, stdio: 'pipe' });
      dvcRun('init', '--no-scm', '--quiet');
      dvcRun('config', 'core.site_cache_dir', join(folder, '.dvc/site-cache'));
    },
    run: () => ({ command, args: ['repro'], env }),
  };
}
