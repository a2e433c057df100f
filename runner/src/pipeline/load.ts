import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { PipelineError } from '../base/errors.ts';
import { buildGraph } from './build-graph.ts';
import { InvalidPipelineError } from './document/invalid-pipeline-error.ts';
import { openDocument } from './document/open-document.ts';
import type { SourceText } from './document/source-text.ts';
import { validateDocument } from './document/validate-document.ts';
import { checkReferences } from './expand/check-references.ts';
import { shareAxes } from './expand/share-axes.ts';
import { sortStages } from './expand/sort-stages.ts';
import { readStages } from './expand/stage-spec.ts';
import type { Graph } from './model.ts';

const FILE_NAME = 'pipeline.json';
/** A study described by hand stays far below; what is larger must not fill the memory. */
const MAX_BYTES = 4 * 1024 * 1024;

export interface LoadOptions {
  /** Folder that holds pipeline.json. */
  readonly baseDir: string;
  /** Default: the document's `defaultProfile`. */
  readonly profile?: string | undefined;
  /** `stage.param=value` each. */
  readonly set?: readonly string[];
}

/**
 * Reads pipeline.json, merges the profile, applies `--set`, checks everything and expands it to the graph of actions.
 * Reads files only: pipeline.json, params schemas, and whether programs and named files are there.
 * @throws InvalidPipelineError PIPELINE_INVALID with all problems found.
 * @throws PipelineError PIPELINE_MISSING, PIPELINE_UNREADABLE, PROFILE_UNKNOWN.
 */
export async function loadPipeline({ baseDir, profile, set = [] }: LoadOptions): Promise<Graph> {
  const folder = path.resolve(baseDir);
  const document = openDocument(await readSource(folder), { baseDir: folder, profile, set });
  const broken = validateDocument(document);
  shareAxes(document, broken);
  const stages = readStages(document, broken);
  checkReferences(document, stages);
  const sorted = sortStages(document, stages);
  const graph = await buildGraph(document, sorted, folder);
  if (document.problems.length > 0) throw new InvalidPipelineError(document.problems);
  return graph;
}

/** The text of a folder's pipeline.json. @throws PipelineError PIPELINE_MISSING, PIPELINE_UNREADABLE */
export async function readSource(folder: string): Promise<SourceText> {
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
      const hint = 'Run `pipeline init` to start one here, or name its folder: `pipeline -C DIR …`.';
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
