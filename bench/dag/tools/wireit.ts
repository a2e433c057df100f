import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { installNode } from '../install.ts';
import { PLAIN_LAYOUT, writePlain } from '../plain-layout.ts';
import { copyLine, JOBS, listItems, type Tool } from '../tool.ts';

export function wireit(toolsDir: string): Tool {
  const version = '0.14.13';
  const modules = installNode(toolsDir, 'wireit', version);
  return {
    ...PLAIN_LAYOUT,
    name: 'wireit',
    version,
    compares: 'contents',
    form: 'package.json, a script a copy, local cache on; `npm run join`',
    cache: '.wireit',
    runner: /node \S*wireit/,
    write: (folder, dag) => {
      const names = listItems(dag).map((item) => `copy-${item}`);
      const outputs = listItems(dag).map((item) => `out/${item}.bin`);
      const copies = listItems(dag).map((item) => ({
        command: copyLine(`data/${item}.bin`, `out/${item}.bin`, dag),
        files: [`data/${item}.bin`],
        output: [`out/${item}.bin`],
      }));
      const joined = {
        command: `cat ${outputs.join(' ')} > joined.bin`,
        dependencies: names,
        files: [],
        output: ['joined.bin'],
      };
      writePlain(
        folder,
        'package.json',
        JSON.stringify({
          private: true,
          scripts: Object.fromEntries([...names, 'join'].map((name) => [name, 'wireit'])),
          wireit: { ...Object.fromEntries(names.map((name, item) => [name, copies[item]])), join: joined },
        }),
      );
      symlinkSync(modules, join(folder, 'node_modules'));
    },
    // Under CI=true it would look for GitHub's cache.
    run: () => ({
      command: 'npm',
      args: ['run', 'join'],
      env: { WIREIT_PARALLEL: `${JOBS}`, WIREIT_CACHE: 'local', CI: '' },
    }),
  };
}
