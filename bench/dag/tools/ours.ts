import { execFileSync } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyLine, type Dag, JOBS, listItems, PAUSE_MS, type Tool } from '../tool.ts';

const ENTRY = fileURLToPath(new URL('../../../bin/pipeline.js', import.meta.url));

/** Every action a program: one module for all copies. */
export function ourPrograms(): Tool {
  return describeOurs(
    'ours, programs',
    'one program over an axis of N values, one for the gathered input',
    (dag) => ({
      copy: {
        program: 'stages/copy.mjs',
        params: { item: '${axis.item}', pauseMs: dag.slow ? PAUSE_MS : 0 },
      },
      join: { program: 'stages/join.mjs' },
    }),
  );
}

/** Every action a shell line. */
export function ourCommands(): Tool {
  return describeOurs(
    'ours, commands',
    'a shell line over an axis of N values, one for the gathered input',
    (dag) => ({
      copy: { command: copyLine('data/${axis.item}.bin', '${output.copy}/copy.bin', dag) },
      join: {
        command: "printf '%s/copy.bin\\0' ${input.copies} | xargs -0 cat > ${output.joined}/joined.bin",
      },
    }),
  );
}

/** What starts our command in a project. */
export function invokeOurs(folder: string, ...args: string[]): { command: string; args: string[] } {
  return { command: process.execPath, args: [ENTRY, '-C', folder, 'run', '--jobs', String(JOBS), ...args] };
}

function describeOurs(
  name: string,
  form: string,
  defineStages: (dag: Dag) => { readonly copy: object; readonly join: object },
): Tool {
  // In a checkout this builds the command, which is not part of any time.
  const version = execFileSync(process.execPath, [ENTRY, '--version'], { encoding: 'utf8' }).trim();
  return {
    name,
    version,
    compares: 'contents',
    form: `${form}; \`node bin/pipeline.js run\``,
    input: (item) => `data/${item}.bin`,
    output: (item) => `artifacts/copy/${item}/copy/copy.bin`,
    joined: 'artifacts/join/joined/joined.bin',
    cache: 'cache/objects',
    write: (folder, dag) => {
      cpSync(new URL('../stages', import.meta.url), join(folder, 'stages'), { recursive: true });
      const { copy, join: joined } = defineStages(dag);
      const stages = {
        copy: {
          ...copy,
          axes: { item: listItems(dag) },
          files: ['data/${axis.item}.bin'],
          outputs: ['copy'],
        },
        join: { ...joined, inputs: { copies: 'copy/copy' }, outputs: ['joined'] },
      };
      writeFileSync(
        join(folder, 'pipeline.json'),
        JSON.stringify({ formatVersion: 1, name: 'bench', stages }),
      );
    },
    run: (folder) => invokeOurs(folder),
  };
}
