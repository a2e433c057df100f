import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Digest } from '../../base/digest.ts';
import { getOwn } from '../../base/own-property.ts';
import type { Action, ActionId, Graph } from '../../pipeline/model.ts';
import { type ActionRecord, outputDigestsOf } from '../../store/action-record.ts';
import { openStore, type Store } from '../../store/store.ts';
import { gpuEnvironment, type Lease, listGpuIds } from './capacity.ts';
import { computeKey, type KeyedAction } from './compute-key.ts';
import { commandEnvironment, programEnvironment } from './environment.ts';
import { LastResults } from './last-results.ts';
import { Sources } from './sources.ts';

/** What is known of an action's result: enough to compute the keys of what reads it. */
export interface ActionResult {
  readonly keyDigest: Digest;
  /** Output name → tree digest. */
  readonly outputs: Readonly<Record<string, Digest>>;
}

export interface SessionOptions {
  /** For commands that only look: nothing on disk changes, not even the index. */
  readonly readOnly?: boolean;
  /** The command will rely on the results that it finds: garbage collectors leave them alone while it runs. */
  readonly inUse?: boolean;
}

type DigestOf = (id: ActionId, output: string) => Digest;

/** One command's view of the pipeline and its cache: keys, results so far, where artifacts lie. */
export class Session {
  readonly graph: Graph;
  readonly store: Store;
  readonly artifactsDir: string;
  readonly gpuIds: readonly string[];
  readonly lastResults: LastResults;
  readonly sources: Sources;
  readonly #results = new Map<ActionId, ActionResult>();
  readonly #standIns = new Map<string, string>();
  readonly #environments = new Map<string, Readonly<Record<string, string>>>();
  #stagingDir: string | undefined;
  #stagedCount = 0;

  constructor(graph: Graph, options: SessionOptions = {}) {
    this.graph = graph;
    this.store = openStore({ cacheDir: locateCache(graph), baseDir: graph.baseDir, ...options });
    this.artifactsDir = join(graph.baseDir, 'artifacts');
    this.gpuIds = listGpuIds();
    this.lastResults = new LastResults(this.store);
    // Also the cache's place in pipeline.json, so that a key does not depend on PIPELINE_CACHE_DIR.
    const caches = [this.store.folders.root, resolve(graph.baseDir, graph.cacheDir ?? 'cache')];
    this.sources = new Sources(graph.baseDir, this.store.index, [...caches, this.artifactsDir]);
  }

  action(id: ActionId): Action {
    const action = this.graph.actions.get(id);
    if (action === undefined) throw new Error(`No action ${id} in the graph.`);
    return action;
  }

  /** The result that an action has in this session, if it was settled or adopted. */
  resultOf(id: ActionId): ActionResult | undefined {
    return this.#results.get(id);
  }

  /**
   * From now on this is the action's result, and the keys of what reads from it can be computed. settleAction adopts what it
   * finds; commands adopt what they get in another way: by executing, from the lock file, from a remote cache.
   */
  adopt(id: ActionId, result: ActionResult): void {
    this.#results.set(id, result);
  }

  /** The actions that this one reads from and whose results are not known, so that its key cannot be computed. */
  findUnsettledInputs(action: Action): readonly ActionId[] {
    const unsettled: ActionId[] = [];
    for (const { sources } of action.inputs) {
      for (const { action: id, output } of sources) {
        const isSettled = getOwn(this.#results.get(id)?.outputs ?? {}, output) !== undefined;
        if (!isSettled && !unsettled.includes(id)) unsettled.push(id);
      }
    }
    return unsettled;
  }

  artifactFolder(id: ActionId, output: string): string {
    return this.#standIns.get(join(id, output)) ?? join(this.artifactsDir, id, output);
  }

  /** From now on an output is read from another folder than that of its artifact. */
  useStandIn(id: ActionId, output: string, folder: string): void {
    this.#standIns.set(join(id, output), folder);
  }

  /**
   * The key of an action whose inputs all have results.
   * @param digestOf gives the digest of an input without a result
   * @throws InvalidProgramError, MissingFileError
   */
  async computeKey(action: Action, digestOf: DigestOf = throwUnknown): Promise<KeyedAction> {
    return computeKey(action, {
      program: action.program === undefined ? undefined : await this.sources.program(action.program),
      inputModules: await this.sources.inputModules(action),
      files: await this.sources.files(action),
      treeDigestOf: (id, output) =>
        getOwn(this.#results.get(id)?.outputs ?? {}, output) ?? digestOf(id, output),
      engine: describePinnedEngine(action.resources.gpus > 0 && this.gpuIds.length > 0),
    });
  }

  /** What an action's program or command sees of the environment, and of the GPUs those that it was assigned. */
  environmentOf(
    { command, env, passEnv = [] }: Action,
    assigned: Pick<Lease, 'gpuIds'>,
  ): Readonly<Record<string, string>> {
    const kind = JSON.stringify([command === undefined, env, passEnv]);
    const seen = [...env, ...passEnv];
    let environment = this.#environments.get(kind);
    if (environment === undefined) {
      environment = command === undefined ? programEnvironment(seen) : commandEnvironment(seen);
      this.#environments.set(kind, environment);
    }
    return { ...environment, ...gpuEnvironment(this.gpuIds, assigned) };
  }

  /**
   * Where a batch's outputs and log may begin to be written. The path is new each time: what an earlier action still writes
   * cannot reach a later one. All paths are in one folder, since making folders is what costs most.
   */
  newStagingPath(): string {
    if (this.#stagingDir === undefined || !existsSync(this.#stagingDir)) {
      mkdirSync(this.artifactsDir, { recursive: true });
      this.#stagingDir = this.store.makeScratchFolder(this.artifactsDir);
    }
    this.#stagedCount += 1;
    return join(this.#stagingDir, String(this.#stagedCount));
  }

  close(): void {
    this.store.close();
  }
}

/** The result that a record holds. */
export function resultOfRecord(record: Pick<ActionRecord, 'keyDigest' | 'outputs'>): ActionResult {
  return { keyDigest: record.keyDigest, outputs: outputDigestsOf(record) };
}

/** Opens a session for the time of `use`. */
export async function withSession<R>(
  graph: Graph,
  use: (session: Session) => Promise<R>,
  options: SessionOptions = {},
): Promise<R> {
  const session = new Session(graph, options);
  try {
    return await use(session);
  } finally {
    session.close();
  }
}

/** The cache folder: PIPELINE_CACHE_DIR, else what pipeline.json names, else `cache` beside it. */
export function locateCache(graph: Graph): string {
  return resolve(graph.baseDir, process.env.PIPELINE_CACHE_DIR || graph.cacheDir || 'cache');
}

/** What `pinEngine` keeps apart: the machine, whether there is a GPU, and an engine that the user named. */
function describePinnedEngine(hasGpu: boolean): string {
  const named = process.env.PIPELINE_ENGINE;
  const machine = `${process.platform}-${process.arch}-${hasGpu ? 'gpu' : 'cpu'}`;
  return named === undefined || named === '' || named === 'auto' ? machine : `${machine}-${named}`;
}

function throwUnknown(id: ActionId, output: string): never {
  throw new Error(`The result of ${id} has no output '${output}' yet.`);
}
