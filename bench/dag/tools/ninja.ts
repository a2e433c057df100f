import { join } from 'node:path';
import { installPython } from '../install.ts';
import { PLAIN_LAYOUT, writePlain } from '../plain-layout.ts';
import { copyLine, JOBS, listItems, type Tool } from '../tool.ts';

export function ninja(toolsDir: string): Tool {
  const version = '1.13.0';
  const command = join(installPython(toolsDir, 'ninja', version), 'ninja');
  return {
    ...PLAIN_LAYOUT,
    name: 'ninja',
    version,
    compares: 'dates',
    form: 'build.ninja, a build statement a copy',
    write: (folder, dag) => {
      const copies = listItems(dag).map((item) => `build out/${item}.bin: copy data/${item}.bin`);
      const outputs = listItems(dag).map((item) => `out/${item}.bin`);
      writePlain(
        folder,
        'build.ninja',
        [
          'rule copy',
          `  command = ${copyLine('$in', '$out', dag)}`,
          'rule join',
          '  command = cat $in > $out',
          ...copies,
          `build joined.bin: join ${outputs.join(' ')}`,
          '',
        ].join('\n'),
      );
    },
    run: () => ({ command, args: ['-j', `${JOBS}`] }),
  };
}
