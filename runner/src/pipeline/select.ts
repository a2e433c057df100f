import { PipelineError } from '../base/errors.ts';
import { listNames, suggestName } from './document/suggest.ts';
import { compileGlob, isGlob } from './glob.ts';
import type { ActionId, Graph } from './model.ts';

/** A selection on the command line that names no action. */
export class UnknownSelectionError extends PipelineError {
  readonly selector: string;
  readonly suggestion: string | undefined;

  constructor(selector: string, suggestion: string | undefined, stages: readonly string[]) {
    const message = `No action matches ${JSON.stringify(selector)}`;
    const hint =
      suggestion === undefined
        ? `Stages: ${listNames(stages)}.`
        : `did you mean ${JSON.stringify(suggestion)}?`;
    super('SELECTION_UNKNOWN', message, { exitCode: 2, hint });
    this.selector = selector;
    this.suggestion = suggestion;
  }
}

/**
 * The actions that selectors name, in topological order, each once. A selector is a stage's name, an id, the start of ids
 * (`train/mnist-10k`), or a glob of any of these (`attack-grid/{a,b}`; `?` and `*` within a segment, `**` across segments).
 * @throws UnknownSelectionError SELECTION_UNKNOWN where one names none; InvalidGlobError
 */
export function selectActions(graph: Graph, selectors: readonly string[]): ActionId[] {
  const ids = [...graph.actions.keys()];
  const selected = new Set<ActionId>();
  for (const selector of selectors) {
    const matches = createMatcher(selector);
    const matching = ids.filter(matches);
    if (matching.length === 0) {
      const stages = graph.stages.map(({ name }) => name);
      throw new UnknownSelectionError(selector, suggestSelector(selector, graph), stages);
    }
    for (const id of matching) selected.add(id);
  }
  return ids.filter((id) => selected.has(id));
}

function createMatcher(selector: string): (id: ActionId) => boolean {
  const path = selector.replace(/\/+$/, '');
  if (!isGlob(path)) return (id) => id === path || id.startsWith(`${path}/`);
  const isMatch = compileGlob(path, { dot: true });
  return (id) => listPrefixes(id).some((prefix) => isMatch(prefix));
}

/** `a/b/c` → `a/b/c`, `a/b`, `a`. */
function listPrefixes(id: ActionId): string[] {
  const prefixes: string[] = [id];
  for (let end = id.lastIndexOf('/'); end > 0; end = id.lastIndexOf('/', end - 1))
    prefixes.push(id.slice(0, end));
  return prefixes;
}

/** The nearest start of an id, first among those with as many segments. */
function suggestSelector(selector: string, graph: Graph): string | undefined {
  const depth = selector.split('/').length;
  const candidates = new Set([...graph.actions.keys()].map((id) => id.split('/').slice(0, depth).join('/')));
  return suggestName(selector, candidates) ?? suggestName(selector, graph.actions.keys());
}
