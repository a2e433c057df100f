import { pathToFileURL } from 'node:url';
import { setOwn } from '../../base/own-property.ts';
import type { Action } from '../../pipeline/model.ts';
import type { InputFolder } from '../../stage-api/context.ts';
import { describeInputs } from '../session/input-folders.ts';
import type { Session } from '../session/session.ts';
import type { WorkerResult } from '../worker/worker-process.ts';
import type { BundledModule } from '../worker/worker-protocol.ts';
import type { BatchSetting, StagedPlaces } from './batch-setting.ts';
import type { Batch } from './executor.ts';

/**
 * Runs a program's bundle in a worker process, for one action or a batch.
 * @throws ActionError, ActionInterrupted, FileChangedError when the program was edited since it was hashed
 */
export async function runProgram(
  batch: Batch,
  { session, pool, signals, lease, listener }: BatchSetting,
  { members, logPath, checkpointDir }: StagedPlaces,
): Promise<WorkerResult> {
  const { action } = batch[0];
  const [first] = members;
  if (action.program === undefined || first === undefined) throw new Error(`${action.id} has no program.`);
  const program = await session.sources.program(action.program);
  const bundlePath = await session.store.blobs.ensure(program.digest, program.bundle);
  const modules = await storeModules(session, batch);
  const inputFolders = describeInputs(session, action);
  const spec = {
    // A process that loaded a module is not used for actions without it: what the module left behind must not reach them.
    program: [program.digest, ...Object.values(modules).map(({ digest }) => digest)].join(' '),
    environment: session.environmentOf(action, lease),
    cwd: session.graph.baseDir,
  };
  return pool.withWorker(spec, (worker) =>
    worker.run({
      action: action.id,
      timeoutMs: action.timeoutMs,
      signals,
      onProgress: listener.onProgress,
      request: {
        type: 'run',
        programUrl: pathToFileURL(program.entry).href,
        bundlePath,
        modules,
        stage: action.stage,
        params: action.params,
        axes: action.axes,
        inputs: shapeInputs(action, inputFolders),
        inputFolders,
        outputs: first.outputs,
        batch: members,
        seed: action.seed,
        threads: action.resources.threads,
        gpus: lease.gpuIds.length,
        baseDir: session.graph.baseDir,
        checkpointDir,
        logPath,
      },
    }),
  );
}

/** Puts the bundles of the modules that the batch's params name into the cache: these are what the worker loads. */
async function storeModules(session: Session, batch: Batch): Promise<Record<string, BundledModule>> {
  const names = [...new Set(batch.flatMap(({ action }) => action.inputModules))].sort();
  const modules: Record<string, BundledModule> = {};
  for (const name of names) {
    const { digest, entry, bundle } = await session.sources.inputModule(name);
    const bundlePath = await session.store.blobs.ensure(digest, bundle);
    setOwn(modules, name, { url: pathToFileURL(entry).href, bundlePath, digest });
  }
  return modules;
}

/** A joined input is a path, a gathered one a list. */
function shapeInputs(
  action: Action,
  folders: Readonly<Record<string, readonly InputFolder[]>>,
): Record<string, string | readonly InputFolder[]> {
  return Object.fromEntries(
    action.inputs.map(({ name, gathered }) => {
      const list = folders[name] ?? [];
      const [only] = list;
      return [name, gathered || only === undefined ? list : only.path];
    }),
  );
}
