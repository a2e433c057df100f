import { describeValue } from '../document/describe-expectation.ts';
import type { PipelineDocument } from '../document/document.ts';
import { listNames, suggestName } from '../document/suggest.ts';
import type { ActionInput, InputSource } from '../model.ts';
import type { InputSpec, StageSpec } from '../stages/stage-spec.ts';
import { encodeSegment } from './axis-values.ts';
import type { Expansion, Point } from './expand-axes.ts';
import type { TemplateScope } from './reference.ts';
import { compileTemplates, type Template } from './template.ts';

/** Finds what an action reads through one input. Reports where there is nothing, and returns undefined. */
export type InputJoin = (point: Point) => ActionInput | undefined;

/** How the value of an upstream axis is decided: `where` pins it, or the reading action has an axis of that name. */
type AxisBinding =
  | { readonly kind: 'pinned'; readonly axis: number; readonly template: Template; readonly name: string }
  | { readonly kind: 'joined'; readonly axis: number; readonly own: number };

/**
 * Prepares the join of an input. Upstream axes that `where` names are pinned to its value, axes that both stages have are
 * joined on equal values, and the others are gathered. Groups the upstream points once by their pinned and joined values,
 * so that finding what one action reads takes one step.
 */
export function joinInput(
  { document, axes: ownAxes, ...scope }: TemplateScope,
  stage: StageSpec,
  input: InputSpec,
  upstream: Expansion,
): InputJoin {
  const bindings = upstream.axes.flatMap(({ name }, axis): AxisBinding[] => {
    if (Object.hasOwn(input.where, name)) {
      const path = [...input.path, 'where', name];
      const template = compileTemplates(input.where[name] ?? null, path, {
        document,
        axes: ownAxes,
        ...scope,
      });
      return [{ kind: 'pinned', axis, template, name }];
    }
    const own = ownAxes.findIndex((candidate) => candidate.name === name);
    return own === -1 ? [] : [{ kind: 'joined', axis, own }];
  });
  const gathered = bindings.length < upstream.axes.length;
  const groups = groupPoints(upstream.points, bindings, (points) => createInput(input, gathered, points));
  const misses = new MissReport(document, stage, input, upstream);
  return (point) => {
    const segments: string[] = [];
    for (const binding of bindings) {
      if (binding.kind === 'joined') {
        segments.push(point.values[binding.own]?.segment ?? '');
        continue;
      }
      const value = binding.template.resolve(point);
      if (typeof value === 'object') {
        const path = [...input.path, 'where', binding.name];
        document.report(
          path,
          `Expected text, a number, true or false for ${point.id}, got ${describeValue(value)}`,
        );
        return undefined;
      }
      segments.push(encodeSegment(value));
    }
    const found = groups.get(segments.join('/'));
    if (found === undefined) misses.add(point, bindings, segments, gathered);
    return found;
  };
}

function groupPoints(
  points: readonly Point[],
  bindings: readonly AxisBinding[],
  create: (points: readonly Point[]) => ActionInput,
): Map<string, ActionInput> {
  const groups = new Map<string, Point[]>();
  for (const point of points) {
    const key = bindings.map(({ axis }) => point.values[axis]?.segment).join('/');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [point]);
    else group.push(point);
  }
  return new Map([...groups].map(([key, group]) => [key, create(group)]));
}

function createInput({ name, output }: InputSpec, gathered: boolean, points: readonly Point[]): ActionInput {
  const sources = points.map(({ id, axes }): InputSource => ({ action: id, output, axes }));
  return { name, gathered, sources };
}

/** Reports each upstream action that is not there, once, however many actions would read it. */
class MissReport {
  readonly #seen = new Set<string>();
  readonly #document: PipelineDocument;
  readonly #stage: StageSpec;
  readonly #input: InputSpec;
  readonly #upstream: Expansion;

  constructor(document: PipelineDocument, stage: StageSpec, input: InputSpec, upstream: Expansion) {
    this.#document = document;
    this.#stage = stage;
    this.#input = input;
    this.#upstream = upstream;
  }

  add(point: Point, bindings: readonly AxisBinding[], segments: readonly string[], gathered: boolean): void {
    const wanted = this.#upstream.axes.map(
      (_, axis) => segments[bindings.findIndex((binding) => binding.axis === axis)] ?? '*',
    );
    const id = [this.#input.stage, ...wanted].join('/');
    if (this.#seen.has(id)) return;
    this.#seen.add(id);
    if (this.#reportBadPin(bindings, segments)) return;
    const subject = gathered ? `There are no actions ${id}` : `There is no action ${id}`;
    const reader = `${point.id} reads ${gathered ? 'them' : 'it'} as its input ${JSON.stringify(this.#input.name)}`;
    const advice = `exclude that point of ${JSON.stringify(this.#stage.name)} too, or add it to ${JSON.stringify(this.#input.stage)}`;
    this.#document.report(this.#input.fromPath, `${subject}, but ${reader}: ${advice}`);
  }

  /** Reports a pinned value that the upstream axis does not have at all: a mistake in `where`, not a missing point. */
  #reportBadPin(bindings: readonly AxisBinding[], segments: readonly string[]): boolean {
    for (const [index, binding] of bindings.entries()) {
      const values = this.#upstream.axes[binding.axis]?.values ?? [];
      if (binding.kind !== 'pinned' || values.some(({ segment }) => segment === segments[index])) continue;
      const names = values.map(({ name }) => String(name));
      const wanted = segments[index] ?? '';
      const path = [...this.#input.path, 'where', binding.name];
      const message = `Stage ${JSON.stringify(this.#input.stage)} has no ${binding.name} ${JSON.stringify(wanted)}; values: ${listNames(names)}`;
      this.#document.report(path, message, { suggestion: suggestName(wanted, names) });
      return true;
    }
    return false;
  }
}
