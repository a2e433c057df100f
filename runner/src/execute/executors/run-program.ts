import { pathToFileURL } from 'node:url';
import type { Action } from '../../pipeline/model.ts';
import type { InputFolder } from '../../stage-api/context.ts';
import type { Lease } from '../run/scheduler.ts';
import { describeInputs } from '../session/input-folders.ts';
import type { WorkerResult } from '../worker/worker-process.ts';
import type { BundledModule } from '../worker/worker-protocol.ts';
import type { Batch, BatchMember, ExecutionContext } from './batch.ts';

export interface ProgramTask extends ExecutionContext {
  readonly batch: Batch;
  readonly members: readonly BatchMember[];
  readonly logPath: string;
  readonly checkpointDir: string;
  readonly lease: Lease;
}

/**
 * Runs a program's bundle in a worker process, for one action or a batch.
 * @throws ActionError, ActionInterrupted, FileChangedError when the program was edited since it was hashed
 */
export async function runProgram(task: ProgramTask): Promise<WorkerResult> {
  const { session, lease } = task;
  const { action } = task.batch[0];
  const [first] = task.members;
  if (action.program === undefined || first === undefined) throw new Error(`${action.id} has no program.`);
  const program = await session.sources.program(action.program);
  const bundlePath = await session.store.blobs.ensure(program.digest, program.bundle);
  const loaded = await storeModules(task);
  const inputFolders = describeInputs(session, action);
  const spec = {
    // What a module leaves behind in a process must not reach actions without it.
    program: [program.digest, ...Object.values(loaded).map(({ digest }) => digest)].join(' '),
    environment: session.environmentOf(action, lease),
    cwd: session.graph.baseDir,
  };
  return task.pool.withWorker(spec, (worker) =>
    worker.run({
      action: action.id,
      timeoutMs: action.timeoutMs,
      signals: task.signals,
      onProgress: task.onProgress,
      request: {
        type: 'run',
        programUrl: pathToFileURL(program.entry).href,
        bundlePath,
        modules: loaded,
        stage: action.stage,
        params: action.params,
        axes: action.axes,
        inputs: shapeInputs(action, inputFolders),
        inputFolders,
        outputs: first.outputs,
        batch: task.members,
        seed: action.seed,
        threads: action.resources.threads,
        gpus: lease.gpuIds.length,
        baseDir: session.graph.baseDir,
        checkpointDir: task.checkpointDir,
        logPath: task.logPath,
      },
    }),
  );
}

/** Puts the bundles of the modules that the batch's params name into the cache: these are what the worker loads. */
async function storeModules({ session, batch }: ProgramTask): Promise<Record<string, BundledModule>> {
  const names = [...new Set(batch.flatMap(({ action }) => action.inputModules))].sort();
  const loaded: Record<string, BundledModule> = {};
  for (const name of names) {
    const { digest, entry, bundle } = await session.sources.inputModule(name);
    const bundlePath = await session.store.blobs.ensure(digest, bundle);
    loaded[name] = { url: pathToFileURL(entry).href, bundlePath, digest };
  }
  return loaded;
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
