import { join } from 'node:path';
import { installPython } from '../install.ts';
import { PLAIN_LAYOUT, writePlain } from '../plain-layout.ts';
import { copyLine, JOBS, type Tool } from '../tool.ts';

export function doit(toolsDir: string): Tool {
  const version = '0.37.0';
  const command = join(installPython(toolsDir, 'doit', version), 'doit');
  return {
    ...PLAIN_LAYOUT,
    name: 'doit',
    version,
    compares: 'contents',
    form: `dodo.py, a subtask a copy, MD5 of dependencies; \`doit -n ${JOBS}\``,
    write: (folder, dag) =>
      writePlain(
        folder,
        'dodo.py',
        `
OUTPUTS = [f"out/{item}.bin" for item in range(${dag.count})]

def task_copy():
    for item, output in enumerate(OUTPUTS):
        source = f"data/{item}.bin"
        yield {"name": str(item), "file_dep": [source], "targets": [output],
               "actions": [f"${copyLine('{source}', '{output}', dag)}"]}

def task_join():
    return {"file_dep": OUTPUTS, "targets": ["joined.bin"],
            "actions": ["cat " + " ".join(OUTPUTS) + " > joined.bin"]}
`,
      ),
    run: () => ({ command, args: ['-n', `${JOBS}`] }),
  };
}
