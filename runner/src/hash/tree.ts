import { type Digest, digestBytes } from '../base/digest.ts';
import { canonicalJson } from './canonical-json.ts';

/** A file of an output folder. Paths are relative, with `/`, and never leave the folder. */
export interface TreeEntry {
  readonly path: string;
  readonly digest: Digest;
  readonly size: number;
  readonly executable: boolean;
}

/** An output folder's contents, sorted by path (code-unit order). */
export interface Tree {
  /** SHA-256 of the canonical JSON of the rest. */
  readonly digest: Digest;
  readonly entries: readonly TreeEntry[];
  /** Folders that hold nothing, sorted; left out when there are none. */
  readonly emptyFolders?: readonly string[];
}

/** Makes a tree from entries in any order: sorts them and adds the digest. */
export function makeTree(entries: readonly TreeEntry[], emptyFolders: readonly string[] = []): Tree {
  const content = {
    entries: entries.toSorted((a, b) => compareCodeUnits(a.path, b.path)),
    ...(emptyFolders.length === 0 ? {} : { emptyFolders: emptyFolders.toSorted(compareCodeUnits) }),
  };
  return { digest: digestTreeContent(content), ...content };
}

/** The digest that a tree with this content has. */
export function digestTree(tree: Tree): Digest {
  const { entries, emptyFolders } = tree;
  return digestTreeContent({ entries, ...(emptyFolders === undefined ? {} : { emptyFolders }) });
}

/** By UTF-16 code units, which is the same in every locale. */
export function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function digestTreeContent(content: Omit<Tree, 'digest'>): Digest {
  return digestBytes(canonicalJson(content));
}
