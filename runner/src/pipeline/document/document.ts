import type { JsonObject } from '../../base/json.ts';
import { InvalidPipelineError } from './invalid-pipeline-error.ts';
import type { JsonPath, Places } from './places.ts';
import { createProblem, type Problem } from './problem.ts';
import { findLineColumn, type Place } from './source-text.ts';

const MAX_PROBLEMS = 200;

export interface ReportOptions {
  /** `key`: point at the member's name; `missing`: at the name of what should have had the member. Default: the value. */
  readonly part?: 'value' | 'key' | 'missing';
  /** Point at this text inside the value. */
  readonly span?: string;
  readonly suggestion?: string | undefined;
}

/** The merged pipeline.json: its value, where each part came from, and the problems found so far. */
export class PipelineDocument {
  readonly root: JsonObject;
  /** Name of the active profile. */
  readonly profile: string;
  readonly problems: Problem[] = [];
  readonly #places: Places;
  readonly #rootPlace: Place;
  readonly #faultyStages = new Set<string>();

  constructor(root: JsonObject, profile: string, places: Places, rootPlace: Place) {
    this.root = root;
    this.profile = profile;
    this.#places = places;
    this.#rootPlace = rootPlace;
  }

  /**
   * Notes a problem with the part at `path`.
   * @throws InvalidPipelineError where there are so many that going on helps nobody
   */
  report(path: JsonPath, message: string, { part = 'value', span, suggestion }: ReportOptions = {}): void {
    const [root, stage] = path;
    if (root === 'stages' && typeof stage === 'string') this.#faultyStages.add(stage);
    const { key, value } = this.#places.locate(
      this.root,
      part === 'missing' ? path.slice(0, -1) : path,
      this.#rootPlace,
    );
    const place = part === 'value' ? narrowPlace(value, span) : key;
    this.problems.push(createProblem(place, message, suggestion));
    if (this.problems.length >= MAX_PROBLEMS) throw new InvalidPipelineError(this.problems);
  }

  /** Whether a problem was found in the stage. */
  isFaulty(stage: string): boolean {
    return this.#faultyStages.has(stage);
  }

  /** `pipeline.json:12:5`, to refer to a second place. */
  describePlace(path: JsonPath): string {
    const { source, offset } = this.#places.locate(this.root, path, this.#rootPlace).value;
    const { line, column } = findLineColumn(source.text, offset);
    return `${source.label}:${line}:${column}`;
  }
}

/** The part of a text's place that holds `span`; the whole where it is written with escapes. */
function narrowPlace(place: Place, span: string | undefined): Place {
  if (span === undefined) return place;
  const at = place.source.text.slice(place.offset, place.offset + place.length).indexOf(span);
  return at === -1 ? place : { ...place, offset: place.offset + at, length: span.length };
}
