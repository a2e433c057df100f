import { validatePipeline } from '../../generated/validate-pipeline.ts';
import type { PipelineDocument } from './document.ts';
import { explainSchemaErrors, type SchemaViolation } from './explain-schema-errors.ts';
import type { JsonPath } from './places.ts';

/** The parts of the document in which a mistake was found. Later checks skip them, so as not to report its consequences. */
export class BrokenPaths {
  readonly #exact = new Set<string>();
  readonly #containing = new Set<string>();

  add(path: JsonPath): void {
    this.#exact.add(JSON.stringify(path));
    for (let length = 0; length <= path.length; length++)
      this.#containing.add(JSON.stringify(path.slice(0, length)));
  }

  /** Whether the part is broken, or a part that contains it. */
  has(path: JsonPath): boolean {
    return path.some((_, index) => this.#exact.has(JSON.stringify(path.slice(0, index + 1))));
  }

  /** Whether the part is broken, a part that contains it, or a part inside it. */
  hasWithin(path: JsonPath): boolean {
    return this.#containing.has(JSON.stringify(path)) || this.has(path);
  }
}

/** Checks the merged document against pipeline.schema.json and reports each violation. */
export function validateDocument(document: PipelineDocument): BrokenPaths {
  const broken = new BrokenPaths();
  if (validatePipeline(document.root)) return broken;
  for (const violation of explainSchemaErrors(
    validatePipeline.errors ?? [],
    document.root,
    nameDocumentPath,
  )) {
    const { path, part, message, suggestion } = violation;
    document.report(path, message, { part, suggestion });
    for (const brokenPath of listBrokenPaths(violation)) broken.add(brokenPath);
  }
  return broken;
}

function listBrokenPaths({ path, suggestion, part }: SchemaViolation): JsonPath[] {
  const owner = path.slice(0, -1);
  // A misspelt field probably means the field that it resembles. If a stage has both program and command, or neither, we
  // cannot know which one was meant.
  if (part === 'key' && suggestion !== undefined) return [path, [...owner, suggestion]];
  if (path.length === 3 && path[0] === 'stages' && (path[2] === 'program' || path[2] === 'command')) {
    return [
      [...owner, 'program'],
      [...owner, 'command'],
    ];
  }
  return [path];
}

/** How messages name a path: `stage "train"`, and within a stage or profile `"retries"`, `"outputs[0]"`. */
function nameDocumentPath(path: JsonPath): string {
  const [root, name, ...rest] = path;
  if (root === undefined) return 'pipeline.json';
  if (name === undefined) return JSON.stringify(root);
  if (root === 'stages' || root === 'profiles') {
    return rest.length === 0 ? `${root.slice(0, -1)} ${JSON.stringify(name)}` : quotePath(rest);
  }
  return quotePath(path);
}

/** `"model[0].name"`. */
export function quotePath(path: JsonPath): string {
  const text = path.map((segment, index) =>
    typeof segment === 'number' ? `[${segment}]` : `${index === 0 ? '' : '.'}${segment}`,
  );
  return JSON.stringify(text.join(''));
}
