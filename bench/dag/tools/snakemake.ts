import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { installPython } from '../install.ts';
import { PLAIN_LAYOUT, writePlain } from '../plain-layout.ts';
import { copyLine, JOBS, type Tool } from '../tool.ts';

export function snakemake(toolsDir: string): Tool {
  const version = '9.27.1';
  const command = join(installPython(toolsDir, 'snakemake', version), 'snakemake');
  return {
    ...PLAIN_LAYOUT,
    name: 'Snakemake',
    version,
    compares: 'contents',
    form: 'Snakefile with a wildcard rule, its between-workflow cache on for both rules',
    cache: 'cache',
    write: (folder, dag) => {
      // It does not make this one itself.
      mkdirSync(join(folder, 'cache'));
      writePlain(
        folder,
        'Snakefile',
        `
rule join:
    input: expand("out/{item}.bin", item=range(${dag.count}))
    output: "joined.bin"
    cache: "omit-software"
    shell: "cat {input} > {output}"

rule copy:
    input: "data/{item}.bin"
    output: "out/{item}.bin"
    cache: "omit-software"
    shell: "${copyLine('{input}', '{output}', dag)}"
`,
      );
    },
    run: (folder) => ({
      command,
      args: ['--cores', `${JOBS}`, '--cache', 'join', 'copy', '--'],
      env: {
        SNAKEMAKE_OUTPUT_CACHE: join(folder, 'cache'),
        XDG_CACHE_HOME: join(folder, 'home-cache'),
      },
    }),
  };
}
