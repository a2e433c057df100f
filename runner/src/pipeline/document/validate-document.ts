import { validatePipeline } from '../../generated/validate-pipeline.ts';
import type { PipelineDocument } from './document.ts';
import { explainSchemaErrors, type SchemaViolation } from './explain-schema-errors.ts';
import type { JsonPath } from './places.ts';

/** Parts of the document in which a mistake was found, so that later checks do not report its consequences. */
export class BrokenPaths {
  readonly #exact = new Set<string>();
  readonly #containing = new Set<string>();

  add(path: JsonPath): void {
    this.#exact.add(JSON.stringify(path));
    for (let length = 0; length <= path.length; length++)
      this.#containing.add(JSON.stringify(path.slice(0, length)));
  }

  /** The part itself is broken, or one that holds it. */
  has(path: JsonPath): boolean {
    return path.some((_, index) => this.#exact.has(JSON.stringify(path.slice(0, index + 1))));
  }

  /** The part itself, one that holds it, or one inside it is broken. */
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
  // A misspelt field is probably the one it resembles; of program and command, either may be the wrong one.
  if (part === 'key' && suggestion !== undefined) return [path, [...owner, suggestion]];
  if (path.length === 3 && path[0] === 'stages' && (path[2] === 'program' || path[2] === 'command')) {
    return [
      [...owner, 'program'],
      [...owner, 'command'],
    ];
  }
  return [path];
}

/** `stage "train"`, `"retries"`, `"outputs[0]"`: members are named within their stage or profile. */
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
