import { createHash } from 'node:crypto';
import { dirname, join, relative, sep } from 'node:path';
import { statIfAny } from '../../base/stat-if-any.ts';
import { readManifest } from './find-package.ts';

/** In front of an import whose package must be found from a working copy: `pipeline-of:["lib"]/dep/file.js`. */
const PREFIX = 'pipeline-of:';

interface OwnImport {
  readonly owner: string;
  readonly specifier: string;
  readonly name: string;
  readonly folder: string;
}

/**
 * The working copies that go into a bundle, and which packages they have of their own. While the bundle is made, such an
 * import has a placeholder; then it gets the names by which the copy is reached from the program, which are the same
 * wherever the folders are. (Which of several ways is found first depends on the bundler's threads.)
 */
export class LinkedPackages {
  readonly #program: string;
  /** Folder of a working copy → the copies that import it, with the name that they use. */
  readonly #links = new Map<string, { readonly owner: string; readonly name: string }[]>();
  /** Placeholder → import. */
  readonly #imports = new Map<string, OwnImport>();

  /** @param entryFolder the folder of the program's file */
  constructor(entryFolder: string) {
    this.#program = entryFolder;
  }

  /** Notes that a module in `fromFolder` imports a working copy. */
  noteLink(fromFolder: string, name: string, folder: string): void {
    const links = this.#links.get(folder) ?? [];
    this.#links.set(folder, links);
    links.push({ owner: findOwner(fromFolder), name });
  }

  /** Notes an import that the program's own file would get from elsewhere. @returns the placeholder for it */
  noteImport(fromFolder: string, specifier: string, name: string, folder: string): string {
    const owner = findOwner(fromFolder);
    const mark = createHash('sha256').update(owner).digest('hex');
    const placeholder = `${PREFIX}${mark}/${specifier}`;
    this.#imports.set(placeholder, { owner, specifier, name, folder });
    return placeholder;
  }

  /** The imports that are in the bundle: `lib > dep` and the folder. */
  listImports(text: string): { readonly name: string; readonly folder: string }[] {
    return [...this.#imports]
      .filter(([placeholder]) => text.includes(placeholder))
      .map(([, { owner, name, folder }]) => ({ name: [...this.#wayTo(owner), name].join(' > '), folder }));
  }

  /** The bundle with the names of working copies instead of placeholders. */
  nameImports(text: string): string {
    const byLength = [...this.#imports].sort(([a], [b]) => b.length - a.length);
    return byLength.reduce((named, [placeholder, { owner, specifier }]) => {
      const way = encodeURIComponent(JSON.stringify(this.#wayTo(owner)));
      return named.replaceAll(placeholder, `${PREFIX}${way}/${specifier}`);
    }, text);
  }

  /** The names by which a copy is reached, one package after the other: the shortest way, and the first of those by name. */
  #wayTo(folder: string): readonly string[] {
    const start = findOwner(this.#program);
    const ways = new Map<string, readonly string[]>([[start, []]]);
    for (let level = [start]; level.length > 0 && !ways.has(folder); ) {
      const steps = [...this.#links].flatMap(([to, links]) =>
        links
          .filter(({ owner }) => level.includes(owner) && !ways.has(to))
          .map(({ owner, name }) => ({ to, way: [...(ways.get(owner) ?? []), name] })),
      );
      const key = (way: readonly string[]): string => way.join('\0');
      steps.sort((a, b) => (key(a.way) < key(b.way) ? -1 : 1));
      for (const { to, way } of steps) if (!ways.has(to)) ways.set(to, way);
      level = [...new Set(steps.map(({ to }) => to))];
    }
    // A copy that is reached by a relative path.
    return ways.get(folder) ?? [`./${relative(this.#program, folder).split(sep).join('/')}`];
  }
}

/** The folder of the package that a folder is in: the nearest with a package.json that has a name. */
function findOwner(fromFolder: string): string {
  for (let folder = fromFolder; ; folder = dirname(folder)) {
    const path = join(folder, 'package.json');
    if (statIfAny(path)?.isFile() && readManifest(path).name !== undefined) return folder;
    if (folder === dirname(folder)) return fromFolder;
  }
}
