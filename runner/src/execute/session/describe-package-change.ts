import type { KeyChange, KeyDetails } from './key-details.ts';
import { shorten } from './shorten.ts';
import { ownMember, unionOfKeys } from './union-of-keys.ts';

const BELOW = ' dependencies:';

/** Lists the npm packages of two keys that differ: in version, in content, or in something that they depend on. */
export function describePackageChanges(before: KeyDetails, after: KeyDetails): KeyChange[] {
  return comparePackages(before.key.packages ?? {}, after.key.packages ?? {}, before, after);
}

/** As describePackageChanges, for the packages of one bundle. */
export function comparePackages(
  old: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
  before: KeyDetails,
  after: KeyDetails,
): KeyChange[] {
  return unionOfKeys(old, now).flatMap((name): KeyChange[] => {
    const [was, is] = [ownMember(old, name), ownMember(now, name)];
    if (was === is) return [];
    const change = { field: `packages.${name}`, before: was, after: is };
    if (was === undefined || is === undefined) {
      const what =
        was === undefined ? `${versionOf(is ?? '')} is new` : `${versionOf(was)} is no longer used`;
      return [{ ...change, text: `package ${name} ${what}` }];
    }
    const own = describeOwnChange(was, is);
    if (own !== undefined) return [{ ...change, text: `package ${name} ${own}` }];
    const below = changedDependencies(before, after);
    const text =
      below.length === 0
        ? `package ${name}: something that it depends on changed`
        : `package ${name}: it depends on ${shorten(below.map(({ text }) => text))}`;
    return [{ ...change, text, names: below.map((one) => one.name) }];
  });
}

/** How the package itself changed. Undefined when only something that it depends on did. */
function describeOwnChange(was: string, is: string): string | undefined {
  if (versionOf(was) !== versionOf(is)) return `${versionOf(was)} → ${versionOf(is)}`;
  const [wasBytes, isBytes] = [was, is].map((words) => words.split(BELOW)[0]);
  return wasBytes === isBytes ? undefined : `${versionOf(is)} has another integrity`;
}

function changedDependencies(
  { dependencies: old }: KeyDetails,
  { dependencies: now }: KeyDetails,
): { name: string; text: string }[] {
  return unionOfKeys(old, now)
    .map((name) => ({ name, was: ownMember(old, name), is: ownMember(now, name) }))
    .filter(({ was, is }) => was !== is)
    .map(({ name, was, is }) => ({ name, text: `${name} ${versionsOf(was)} → ${versionsOf(is)}` }));
}

/** `1.2.3 sha512-…` → `1.2.3`; `not installed` stays as it is. */
function versionOf(words: string): string {
  return words === 'not installed' ? words : (words.split(' ')[0] ?? words);
}

function versionsOf(words: string | undefined): string {
  return words === undefined ? '(none)' : words.split(', ').map(versionOf).join(', ');
}
