import type { Extreme, NumericDifference } from './file-difference.ts';
import { isWithin, measureAbsolute, measureRelative, type Tolerance } from './tolerance.ts';

interface Found<Place> {
  readonly value: number;
  readonly place: Place;
  readonly before: number;
  readonly after: number;
}

/** Counts how many pairs of numbers differ, by how much, and where they differ most. */
export class DifferenceTally<Place> {
  readonly #tolerance: Tolerance;
  #compared = 0;
  #differing = 0;
  #beyond = 0;
  #sum = 0;
  #absolute: Found<Place> | undefined;
  #relative: Found<Place> | undefined;

  constructor(tolerance: Tolerance) {
    this.#tolerance = tolerance;
  }

  /** Counts pairs that are known to be equal. */
  addEqual(count: number): void {
    this.#compared += count;
  }

  /**
   * @param absolute their difference, when the caller knows it more exactly than doubles can
   * @returns whether the pair is within the tolerance
   */
  add(before: number, after: number, place: Place, absolute = measureAbsolute(before, after)): boolean {
    this.#compared += 1;
    if (absolute === 0) return true;
    const relative = measureRelative(before, after);
    this.#differing += 1;
    this.#sum += absolute;
    if (absolute > (this.#absolute?.value ?? 0)) this.#absolute = { value: absolute, place, before, after };
    if (relative > (this.#relative?.value ?? 0)) this.#relative = { value: relative, place, before, after };
    const isClose = isWithin(absolute, relative, this.#tolerance);
    if (!isClose) this.#beyond += 1;
    return isClose;
  }

  /** The same tally, with other names for its places. */
  mapPlaces<Other>(map: (place: Place) => Other): DifferenceTally<Other> {
    const mapped = new DifferenceTally<Other>(this.#tolerance);
    const convert = (found: Found<Place> | undefined): Found<Other> | undefined =>
      found === undefined ? undefined : { ...found, place: map(found.place) };
    mapped.#compared = this.#compared;
    mapped.#differing = this.#differing;
    mapped.#beyond = this.#beyond;
    mapped.#sum = this.#sum;
    mapped.#absolute = convert(this.#absolute);
    mapped.#relative = convert(this.#relative);
    return mapped;
  }

  /** Adds the pairs of another tally. */
  merge(other: DifferenceTally<Place>): void {
    this.#compared += other.#compared;
    this.#differing += other.#differing;
    this.#beyond += other.#beyond;
    this.#sum += other.#sum;
    this.#absolute = larger(this.#absolute, other.#absolute);
    this.#relative = larger(this.#relative, other.#relative);
  }

  summarize(namePlace: (place: Place) => string): NumericDifference {
    const name = (found: Found<Place> | undefined): Extreme | undefined =>
      found === undefined ? undefined : { ...found, place: namePlace(found.place) };
    const largestAbsolute = name(this.#absolute);
    const largestRelative = name(this.#relative);
    return {
      compared: this.#compared,
      differing: this.#differing,
      beyondTolerance: this.#beyond,
      meanAbsolute: this.#compared === 0 ? 0 : this.#sum / this.#compared,
      ...(largestAbsolute === undefined ? {} : { largestAbsolute }),
      ...(largestRelative === undefined ? {} : { largestRelative }),
    };
  }
}

function larger<Place>(a: Found<Place> | undefined, b: Found<Place> | undefined): Found<Place> | undefined {
  return b !== undefined && b.value > (a?.value ?? 0) ? b : a;
}
