import type { Additions } from '../../runner/src/cli/distribution.ts';
import { addEngineCommand } from './engine-command.ts';

/** What this package adds to the runner's command. Loaded at every start, so it imports what it needs where it is used. */
export const additions: Additions = {
  addCommands: addEngineCommand,
  createTemplateFiles: async (name, version) =>
    (await import('./templates/index.ts')).createTemplateFiles(name, version),
  loadCompiledSchemas: async () => (await import('../generated/validate-params.ts')).compiledSchemas,
};
