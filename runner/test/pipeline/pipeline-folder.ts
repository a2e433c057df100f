import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ExecutionContext } from 'ava';
import { InvalidPipelineError } from '../../src/pipeline/document/document.ts';
import type { Problem } from '../../src/pipeline/document/problem.ts';
import { type LoadOptions, loadPipeline } from '../../src/pipeline/load.ts';
import type { Action, Graph } from '../../src/pipeline/model.ts';

export type Files = Readonly<Record<string, string | object>>;

/** A temporary folder with files; objects are written as JSON. Removed when the test ends. */
export async function createFolder(t: ExecutionContext, files: Files): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'pipeline-load-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  }
  return folder;
}

/** A document around stages. */
export function pipelineOf(stages: object, rest: object = {}): object {
  return { formatVersion: 1, name: 'test', seed: 7, ...rest, stages };
}

/** A stage that needs no program. */
export function stageOf(rest: object = {}): object {
  return { command: 'true', outputs: ['out'], ...rest };
}

type Options = Omit<LoadOptions, 'baseDir'>;

export async function loadFiles(t: ExecutionContext, files: Files, options: Options = {}): Promise<Graph> {
  return loadPipeline({ baseDir: await createFolder(t, files), ...options });
}

export function loadStages(t: ExecutionContext, stages: object, options: Options = {}): Promise<Graph> {
  return loadFiles(t, { 'pipeline.json': pipelineOf(stages) }, options);
}

/** The problems that loading reports; fails the test where it loads. */
export async function findProblems(
  t: ExecutionContext,
  files: Files,
  options: Options = {},
): Promise<readonly Problem[]> {
  const error = await t.throwsAsync(loadFiles(t, files, options), { instanceOf: InvalidPipelineError });
  return (error as InvalidPipelineError).problems;
}

/** `LINE:COL message | did you mean`, to compare at a glance. */
function summarize({ line, column, message, suggestion }: Problem): string {
  return `${line}:${column} ${message}${suggestion === undefined ? '' : ` | ${suggestion}`}`;
}

export async function stageProblems(
  t: ExecutionContext,
  stages: object,
  options: Options = {},
): Promise<string[]> {
  return (await findProblems(t, { 'pipeline.json': pipelineOf(stages) }, options)).map(messageOf);
}

/** Message with suggestion, without place. */
export function messageOf(problem: Problem): string {
  return summarize(problem).replace(/^\d+:\d+ /, '');
}

export function actionOf(graph: Graph, id: string): Action {
  const action = graph.actions.get(id);
  if (action === undefined) throw new Error(`no action ${id} in ${[...graph.actions.keys()].join(', ')}`);
  return action;
}
