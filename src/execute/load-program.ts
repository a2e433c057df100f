import type { StageProgram } from '../stage-api/context.ts';
import { bundleUrl } from './bundle-loader.ts';
import type { RunRequest } from './worker-protocol.ts';

/** By URL. Node keeps modules too, but asks the loader's thread where each is, every time. */
const modules = new Map<string, { default?: unknown }>();

/** @throws Error PROGRAM_INVALID when the module has no program as its default export */
export async function importProgram(request: RunRequest): Promise<StageProgram<unknown, never>> {
  const module = await importBundle(request.programUrl, request.bundlePath);
  if (typeof module.default !== 'function') {
    throw Object.assign(
      new Error(`The program of stage '${request.stage}' has no default export made with defineStage(…).`),
      {
        code: 'PROGRAM_INVALID',
        hint: 'End the file with: export default defineStage(async ({ params, outputs }) => { … })',
      },
    );
  }
  return module.default as StageProgram<unknown, never>;
}

async function importBundle(sourceUrl: string, bundlePath: string): Promise<{ default?: unknown }> {
  const url = bundleUrl(sourceUrl, bundlePath);
  const module = modules.get(url) ?? ((await import(url)) as { default?: unknown });
  modules.set(url, module);
  return module;
}

/** The default export of a module that the action's params name. @throws Error MODULE_UNKNOWN */
export async function loadInputModule({ modules: named, stage }: RunRequest, name: string): Promise<unknown> {
  const found = Object.hasOwn(named, name) ? named[name] : undefined;
  if (found === undefined) {
    throw Object.assign(
      new Error(`No param of stage '${stage}' that names a module has the value '${name}'.`),
      {
        code: 'MODULE_UNKNOWN',
        hint: 'Mark the param with "inputModule": true in the schema of the stage\'s params.',
      },
    );
  }
  return (await importBundle(found.url, found.bundlePath)).default;
}
