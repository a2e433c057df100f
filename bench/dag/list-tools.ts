import { NotInstalled } from './install.ts';
import type { MissingTool, Tool } from './tool.ts';
import { doit } from './tools/doit.ts';
import { dvc } from './tools/dvc.ts';
import { make } from './tools/make.ts';
import { ninja } from './tools/ninja.ts';
import { ourCommands, ourPrograms } from './tools/ours.ts';
import { snakemake } from './tools/snakemake.ts';
import { turborepo } from './tools/turborepo.ts';
import { wireit } from './tools/wireit.ts';

/** Name on the command line → the tools it stands for. */
export const PEERS: Readonly<Record<string, (toolsDir: string) => Tool[]>> = {
  ours: () => [ourPrograms(), ourCommands()],
  ninja: (toolsDir) => [ninja(toolsDir)],
  make: () => [make()],
  doit: (toolsDir) => [doit(toolsDir)],
  snakemake: (toolsDir) => [snakemake(toolsDir)],
  dvc: (toolsDir) => [dvc(toolsDir)],
  wireit: (toolsDir) => [wireit(toolsDir)],
  turborepo: (toolsDir) => [turborepo(toolsDir)],
};

/** Installs what is not there yet. What cannot be had is named, never left out in silence. */
export function prepareTools(
  names: readonly string[],
  toolsDir: string,
): { readonly tools: Tool[]; readonly missing: MissingTool[] } {
  const tools: Tool[] = [];
  const missing: MissingTool[] = [];
  for (const name of names) {
    try {
      tools.push(...(PEERS[name]?.(toolsDir) ?? []));
    } catch (error) {
      if (!(error instanceof NotInstalled)) throw error;
      missing.push({ name, why: error.message });
    }
  }
  return { tools, missing };
}
