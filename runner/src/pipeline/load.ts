import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { PipelineError } from '../base/errors.ts';
import { InvalidPipelineError, parseDocument } from './document/document.ts';
import type { SourceText } from './document/source-text.ts';
import { validateDocument } from './document/validate-document.ts';
import { buildGraph } from './expand/build-graph.ts';
import type { Graph } from './model.ts';
import { applyProfiles, splitProfiles } from './profiles/apply-profiles.ts';
import { readProfiles } from './profiles/read-extends.ts';
import { applySet } from './stages/apply-set.ts';
import { checkReferences } from './stages/check-references.ts';
import { shareLists } from './stages/share-lists.ts';
import { sortStages } from './stages/sort-stages.ts';
import { readStages } from './stages/stage-spec.ts';

const FILE_NAME = 'pipeline.json';
/** Far more than anybody writes by hand. A larger file by mistake must not fill the memory. */
const MAX_BYTES = 4 * 1024 * 1024;

export interface LoadOptions {
  /** Folder that holds pipeline.json. */
  readonly baseDir: string;
  /** `paper`, or `paper+gpu` for several, in the order in which they apply. Default: the document's `defaultProfile`. */
  readonly profile?: string | undefined;
  /** `stage.param=value` each. */
  readonly set?: readonly string[];
}

/**
 * Reads pipeline.json, merges profiles, applies `--set`, checks everything and expands it to the graph of actions.
 * Only reads: pipeline.json, the params schemas, and whether programs and other named files exist.
 * @throws InvalidPipelineError PIPELINE_INVALID with all problems found
 * @throws PipelineError PIPELINE_MISSING, PIPELINE_UNREADABLE, PROFILE_UNKNOWN
 */
export async function loadPipeline({ baseDir, profile, set = [] }: LoadOptions): Promise<Graph> {
  const folder = path.resolve(baseDir);
  const document = applyProfiles(parseDocument(await readSource(folder)), profile);
  for (const argument of set) applySet(document, folder, argument);
  const broken = validateDocument(document);
  shareLists(document, broken);
  const stages = readStages(document, broken);
  checkReferences(document, stages, folder);
  const graph = await buildGraph(document, sortStages(document, stages), folder);
  if (document.problems.length > 0) throw new InvalidPipelineError(document.problems);
  return graph;
}

/**
 * Loads the pipeline once for each of its profiles, without `--set`, and for those of `combinations` (`paper+gpu`) whose
 * profiles it has. Beside a graph that `--set` changed, this tells what the pipeline has.
 * @throws InvalidPipelineError, PipelineError as loadPipeline does
 */
export async function loadProfiles(baseDir: string, combinations: readonly string[] = []): Promise<Graph[]> {
  const known = Object.keys(readProfiles(parseDocument(await readSource(baseDir))));
  const possible = combinations.filter((name) => splitProfiles(name).every((part) => known.includes(part)));
  const names = new Set([...known, ...possible]);
  if (names.size === 0) return [await loadPipeline({ baseDir })];
  return Promise.all([...names].map((profile) => loadPipeline({ baseDir, profile })));
}

async function readSource(folder: string): Promise<SourceText> {
  const file = path.join(folder, FILE_NAME);
  try {
    const { size, isPlain } = await stat(file).then((found) => ({
      size: found.size,
      isPlain: found.isFile(),
    }));
    if (!isPlain) throw new Error('it is not a plain file');
    if (size > MAX_BYTES) throw new Error(`it has ${size} bytes, more than ${MAX_BYTES}`);
    const text = await readFile(file, 'utf8');
    return { label: FILE_NAME, text: text.replace(/^\uFEFF/, '') };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      const hint = 'Run `npx pipeline init` to start one here, or name its folder: `npx pipeline -C DIR …`.';
      throw new PipelineError('PIPELINE_MISSING', `There is no ${FILE_NAME} in ${folder}`, {
        exitCode: 2,
        hint,
        cause: error,
      });
    }
    throw new PipelineError('PIPELINE_UNREADABLE', `${file} cannot be read: ${message}`, {
      exitCode: 2,
      cause: error,
    });
  }
}
