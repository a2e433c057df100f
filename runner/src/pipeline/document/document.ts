import { PipelineError } from '../../base/errors.ts';
import { isJsonObject, type JsonObject } from '../../base/json.ts';
import { describeValue } from './describe-expectation.ts';
import { parseJson } from './parse-json.ts';
import { type JsonPath, Places } from './places.ts';
import { createProblem, formatProblems, type Problem, sortProblems } from './problem.ts';
import { findLineColumn, type Place, type SourceText } from './source-text.ts';

const MAX_PROBLEMS = 200;

/** Name of a pipeline that does not say its own. */
export const DEFAULT_NAME = 'pipeline';

/** Name of the profile where neither the command line nor `defaultProfile` names one. */
export const NO_PROFILE = 'none';

/** pipeline.json, or what `--set` makes of it, is wrong. Carries every problem that was found. */
export class InvalidPipelineError extends PipelineError {
  /** At least one, in the order of their places. */
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const sorted = sortProblems(problems);
    super('PIPELINE_INVALID', formatProblems(sorted), { exitCode: 2 });
    this.problems = sorted;
  }
}

export interface ReportOptions {
  /** `key`: point at the member's name. `missing`: point at the name of the object that lacks the member. Default: the value. */
  readonly part?: 'value' | 'key' | 'missing';
  /** Point at this text inside the value. */
  readonly span?: string;
  readonly suggestion?: string | undefined;
}

/**
 * Parses pipeline.json, without any profile.
 * @throws InvalidPipelineError where the text is not a JSON object
 */
export function parseDocument(source: SourceText): PipelineDocument {
  const places = new Places();
  const { value, place, problems } = parseJson(source, places);
  if (problems.length > 0) throw new InvalidPipelineError(problems);
  if (isJsonObject(value)) return new PipelineDocument(value, NO_PROFILE, places, place);
  throw new InvalidPipelineError([createProblem(place, `Expected an object, got ${describeValue(value)}`)]);
}

/** pipeline.json: its value, where each part of it stands, and the problems found so far. */
export class PipelineDocument {
  readonly root: JsonObject;
  /** Name of the active profile, `a+b` where there are several. */
  readonly profile: string;
  readonly places: Places;
  readonly problems: readonly Problem[];
  readonly #problems: Problem[];
  readonly #rootPlace: Place;
  readonly #faultyStages = new Set<string>();

  constructor(
    root: JsonObject,
    profile: string,
    places: Places,
    rootPlace: Place,
    problems: readonly Problem[] = [],
  ) {
    this.root = root;
    this.profile = profile;
    this.places = places;
    this.#rootPlace = rootPlace;
    this.#problems = [...problems];
    this.problems = this.#problems;
  }

  /** The same file with its profiles applied. Keeps the problems that were found before. */
  withProfile(root: JsonObject, profile: string): PipelineDocument {
    return new PipelineDocument(root, profile, this.places, this.#rootPlace, this.problems);
  }

  /**
   * Adds a problem with the part at `path`.
   * @throws InvalidPipelineError where there are more problems than anybody would read
   */
  report(path: JsonPath, message: string, { part = 'value', span, suggestion }: ReportOptions = {}): void {
    const [root, stage] = path;
    if (root === 'stages' && typeof stage === 'string') this.#faultyStages.add(stage);
    const { key, value } = this.places.locate(
      this.root,
      part === 'missing' ? path.slice(0, -1) : path,
      this.#rootPlace,
    );
    const place = part === 'value' ? narrowPlace(value, span) : key;
    this.add(createProblem(place, message, suggestion));
  }

  /** Adds a problem that does not stand in the file. @throws InvalidPipelineError as `report` does */
  add(problem: Problem): void {
    this.#problems.push(problem);
    if (this.#problems.length >= MAX_PROBLEMS) throw new InvalidPipelineError(this.#problems);
  }

  /** Whether a problem was found in the stage. */
  isFaulty(stage: string): boolean {
    return this.#faultyStages.has(stage);
  }

  /** `pipeline.json:12:5`, to refer to a second place. */
  describePlace(path: JsonPath): string {
    const { source, offset } = this.places.locate(this.root, path, this.#rootPlace).value;
    const { line, column } = findLineColumn(source.text, offset);
    return `${source.label}:${line}:${column}`;
  }
}

/** The part of a text's place that holds `span`. The whole place where the text is written with escapes. */
function narrowPlace(place: Place, span: string | undefined): Place {
  if (span === undefined) return place;
  const at = place.source.text.slice(place.offset, place.offset + place.length).indexOf(span);
  return at === -1 ? place : { ...place, offset: place.offset + at, length: span.length };
}
