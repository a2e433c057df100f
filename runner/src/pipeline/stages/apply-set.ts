import { isJsonObject, type JsonObject } from '../../base/json.ts';
import type { Pipeline } from '../../generated/pipeline.ts';
import type { PipelineDocument } from '../document/document.ts';
import type { Places } from '../document/places.ts';
import { createProblem, type Problem } from '../document/problem.ts';
import { listNames, suggestName } from '../document/suggest.ts';
import { assignAt, getMember } from './assign-at.ts';
import { type Assignment, parseSet, type Segment } from './parse-set.ts';
import { setInStage } from './set-in-stage.ts';

// A record, so that the compiler fails when the schema gains or loses a field.
const DOCUMENT: Readonly<Record<keyof Pipeline, true>> = {
  $schema: true,
  formatVersion: true,
  name: true,
  description: true,
  seed: true,
  defaultProfile: true,
  cache: true,
  remote: true,
  axes: true,
  exclude: true,
  stages: true,
  profiles: true,
};

/** Names of the fields that the document may have. */
const DOCUMENT_FIELDS: readonly string[] = Object.keys(DOCUMENT);

/** Profiles have been applied when `--set` is. */
const WITHOUT_EFFECT: Readonly<Record<string, string>> = {
  defaultProfile: 'Profiles are applied before --set. Choose one with --profile NAME',
  profiles:
    'Profiles are applied before --set. Set what the profile changes: train.epochs, not profiles.NAME',
};

/**
 * Applies one `--set PATH=VALUE` to the merged document, in place. The path begins with a stage's name or with a field of the
 * document; a stage's name wins. `train.epochs` means `train.params.epochs` unless stages have a field of that name and the
 * stage has no such param. A path must exist already, or a schema must know it, so that a typing mistake is never taken for
 * a new setting.
 */
export function applySet(document: PipelineDocument, baseDir: string, argument: string): void {
  const assignment = parseSet(argument, document.places);
  if (Array.isArray(assignment)) {
    for (const problem of assignment) document.add(problem);
    return;
  }
  const problem = assign(document, baseDir, assignment);
  if (problem !== undefined) document.add(problem);
}

function assign(
  { root, places }: PipelineDocument,
  baseDir: string,
  assignment: Assignment,
): Problem | undefined {
  const stages = isJsonObject(root.stages) ? root.stages : {};
  const { first, path } = assignment;
  const stage = getMember(stages, first.name);
  if (isJsonObject(stage)) {
    if (path.length > 0) return setInStage(stage, assignment, places, baseDir);
    const name = JSON.stringify(first.name);
    return createProblem(
      first.place,
      `${name} is a stage. Name one of its params: ${first.name}.PARAM=VALUE`,
    );
  }
  const [second, ...rest] = path;
  const named = first.name === 'stages' && second !== undefined && getMember(stages, second.name);
  // `stages.train.params.epochs` has the params in it.
  if (isJsonObject(named) && second !== undefined && rest.length > 0)
    return setInStage(named, { ...assignment, first: second, path: rest }, places, baseDir, true);
  if (!DOCUMENT_FIELDS.includes(first.name))
    return reportUnknownStart(first, path.length > 0, Object.keys(stages));
  return assignInDocument(root, assignment, places);
}

function reportUnknownStart({ name, place }: Segment, hasPath: boolean, stages: readonly string[]): Problem {
  const unknown = JSON.stringify(name);
  const message = hasPath
    ? `There is no stage ${unknown}; stages: ${listNames(stages)}`
    : `The document has no field ${unknown}; fields: ${listNames(DOCUMENT_FIELDS)}`;
  const near = hasPath ? [...stages, ...DOCUMENT_FIELDS] : DOCUMENT_FIELDS;
  return createProblem(place, message, suggestName(name, near));
}

function assignInDocument(root: JsonObject, assignment: Assignment, places: Places): Problem | undefined {
  const { first, path } = assignment;
  const why = WITHOUT_EFFECT[first.name];
  if (why !== undefined) return createProblem(first.place, why);
  return assignAt(root, [first, ...path], assignment, places, {
    owner: 'the document',
    findUnknown: (container, step, depth) => {
      // pipeline.schema.json, which is applied later, says what a field may be.
      if (depth === 0) return undefined;
      const parents = [first, ...path].slice(0, depth).map(({ name }) => name);
      const known = Object.keys(container);
      const message = `There is no ${JSON.stringify(step.name)} in ${parents.join('.')}; known: ${listNames(known)}`;
      return createProblem(step.place, message, suggestName(step.name, known));
    },
  });
}
