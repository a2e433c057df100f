import type { JsonValue } from '../../base/json.ts';
import type { Place } from './source-text.ts';

/** Where a member of an object or an item of an array stands. An item has no key: its `key` is the place of its value. */
export interface MemberPlace {
  readonly key: Place;
  readonly value: Place;
}

export type JsonPath = readonly (string | number)[];

/**
 * Where each part of a document stands. Stored beside the values, by the identity of the object or array that holds
 * them, so that a merged document still knows which part came from the base, from a profile, or from a `--set`.
 */
export class Places {
  readonly #members = new WeakMap<object, Map<string, MemberPlace>>();

  set(container: object, key: string | number, place: MemberPlace): void {
    const members = this.#members.get(container) ?? new Map<string, MemberPlace>();
    members.set(String(key), place);
    this.#members.set(container, members);
  }

  get(container: object, key: string | number): MemberPlace | undefined {
    return this.#members.get(container)?.get(String(key));
  }

  /**
   * Where the member at `path` stands, or the innermost part around it that stands in a text.
   * `rootPlace` is where the whole document stands.
   */
  locate(root: JsonValue, path: JsonPath, rootPlace: Place): MemberPlace {
    let place: MemberPlace = { key: { ...rootPlace, length: 1 }, value: rootPlace };
    let container: JsonValue | undefined = root;
    for (const segment of path) {
      if (typeof container !== 'object' || container === null) break;
      const member = this.get(container, segment);
      if (member === undefined) break;
      place = member;
      container = Array.isArray(container) ? container[Number(segment)] : container[segment];
    }
    return place;
  }
}
