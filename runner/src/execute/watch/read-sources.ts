import { realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Digest, digestBytes } from '../../base/digest.ts';
import type { ProgramDigest } from '../../hash/program/digest-program.ts';
import type { Graph } from '../../pipeline/model.ts';
import { findParamsSchema } from '../../pipeline/params/params-schema.ts';
import { assertLockWritable } from '../frozen/write-lock.ts';
import type { RunOptions } from '../options.ts';
import { wantedActions } from '../plan/wanted-actions.ts';
import { locateCache, type Session, withSession } from '../session/session.ts';
import { listSourceFolders } from './list-source-folders.ts';

/** A pipeline as it was loaded for a run. */
export interface OpenedPipeline {
  readonly graph: Graph;
  readonly options: RunOptions;
}

/** What a run depends on besides the cache and the artifacts, as it is on disk now. */
export interface SourceState {
  /** Changes when a run could do something else. A comment in a program, for example, does not change it. */
  readonly digest: Digest;
  /** Absolute paths of the folders in which a change can change the digest. Some may be missing. */
  readonly folders: readonly string[];
  /** False when something cannot be read, so that there may be more folders than these. */
  readonly isWhole: boolean;
}

/**
 * Reads what a run with these options would see of programs, files and parameters. A fault in them is part of the state and
 * no error here: the run reports it.
 */
export async function readSources({ graph, options }: OpenedPipeline): Promise<SourceState> {
  const { baseDir } = graph;
  const parts: string[] = [];
  const folders = new Set(listSourceFolders(baseDir, locateCache(graph)));
  let isWhole = true;
  const note = async (part: () => Promise<unknown>): Promise<void> => {
    try {
      parts.push(JSON.stringify(await part()));
    } catch (error) {
      isWhole = false;
      parts.push(describeFault(error));
    }
  };
  await note(() =>
    withSession(graph, async (session) => {
      const wanted = [...wantedActions(graph, options)].map((id) => session.action(id));
      for (const program of new Set(wanted.map((action) => action.program))) {
        if (program !== undefined) await note(() => readProgram(session, program, folders));
      }
      for (const module of new Set(wanted.flatMap(({ inputModules }) => inputModules))) {
        await note(async () =>
          readBundle(session, module, await session.sources.inputModule(module), folders),
        );
      }
      for (const patterns of new Set(wanted.map(({ files }) => JSON.stringify(files)))) {
        await note(() => readFiles(session, JSON.parse(patterns) as string[], folders));
      }
      return [graph.profile, graph.cacheDir, wanted];
    }),
  );
  if (options.writeLock === true) await note(async () => assertLockWritable(baseDir));
  return { digest: digestBytes(JSON.stringify(parts)), folders: [...folders], isWhole };
}

/** The state of a pipeline that cannot even be loaded. */
export function readBrokenSources(baseDir: string, error: unknown): SourceState {
  return {
    digest: digestBytes(describeFault(error)),
    folders: listSourceFolders(baseDir, join(baseDir, 'cache')),
    isWhole: false,
  };
}

async function readProgram(session: Session, name: string, folders: Set<string>): Promise<unknown> {
  const { baseDir } = session.graph;
  const schema = findParamsSchema(baseDir, { program: name });
  if (schema !== undefined) folders.add(dirname(schema.file));
  return readBundle(session, name, await session.sources.program(name), folders);
}

/** Reads a program, or a module that params name. */
function readBundle(session: Session, name: string, program: ProgramDigest, folders: Set<string>): unknown {
  const realBaseDir = realpathSync(session.graph.baseDir);
  for (const file of program.files) folders.add(dirname(resolve(realBaseDir, file)));
  for (const folder of program.folders) folders.add(resolve(realBaseDir, folder));
  return [name, program.digest, program.packages];
}

async function readFiles(
  session: Session,
  patterns: readonly string[],
  folders: Set<string>,
): Promise<unknown> {
  const digests = await session.sources.files({ files: patterns });
  for (const path of Object.keys(digests)) folders.add(dirname(resolve(session.graph.baseDir, path)));
  return digests;
}

function describeFault(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
