import { builtinModules } from 'node:module';
import { dirname, join, relative } from 'node:path';
import type { BuildFailure, Location, Metafile, Plugin } from 'esbuild';
import { InvalidProgramError, type ProgramKind } from '../errors.ts';
import { findOwnManifest, findPackage, isInstalled, packageNameOf, readManifest } from './find-package.ts';
import { LinkedPackages } from './linked-packages.ts';

export interface Bundle {
  readonly bytes: Uint8Array;
  /** Modules that went in, absolute. */
  readonly modules: readonly string[];
  /** Installed packages that it imports at run time: name → folder, or null when it is not installed. */
  readonly packages: ReadonlyMap<string, string | null>;
  /** Whether it has a default export. */
  readonly hasDefault: boolean;
  /** The source map as JSON, if it was asked for. */
  readonly map: string | undefined;
}

/** Compiler settings that override the user's tsconfig.json, so that a program has the same bytes everywhere. */
const FIXED_TSCONFIG = '{}';

/** Lines of minified code help nobody. */
const MAX_LINE_LENGTH = 400;

/**
 * What a package exports under this condition goes into the bundle as source, even when the package is installed: our
 * stage API, for instance.
 */
const ALWAYS_BUNDLED = 'robust-pipeline-bundled';

/**
 * Working copies that go into the bundle are read from their sources if they offer them, not from their built files.
 */
const CONDITIONS = ['robust-pipeline-source', ALWAYS_BUNDLED, 'module'];

/**
 * Bundles a program into one module, tree-shaken and without formatting; npm packages stay outside. The bytes depend
 * neither
 * on the place of the project nor on comments, formatting or unused code.
 * @throws InvalidProgramError with esbuild's messages.
 */
export async function bundleProgram(
  program: string,
  entry: string,
  baseDir: string,
  kind: ProgramKind = 'program',
  { withMap = false }: { readonly withMap?: boolean } = {},
): Promise<Bundle> {
  const { build } = await import('esbuild');
  const imported = new Map<string, string | null>();
  const linked = new LinkedPackages(dirname(entry));
  let result: { outputFiles: { path: string; contents: Uint8Array; text: string }[]; metafile: Metafile };
  try {
    result = await build({
      absWorkingDir: baseDir,
      entryPoints: [entry],
      outfile: join(baseDir, 'bundle.js'),
      write: false,
      metafile: true,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      minifyWhitespace: true,
      minifySyntax: true,
      // Short names would depend on how often letters occur in all code, even in unused code. And stack traces in logs are
      // better with real names.
      minifyIdentifiers: false,
      treeShaking: true,
      legalComments: 'none',
      // Apart from the bundle, whose bytes stay the same.
      sourcemap: withMap ? 'external' : false,
      sourcesContent: false,
      charset: 'utf8',
      tsconfigRaw: FIXED_TSCONFIG,
      conditions: CONDITIONS,
      logLevel: 'silent',
      plugins: [leaveOutPackages(imported, dirname(entry), linked)],
    });
  } catch (error) {
    throw new InvalidProgramError(program, describeBuildFailure(error), error, kind);
  }
  const output = result.outputFiles.find(({ path }) => path.endsWith('.js'));
  const map = result.outputFiles.find(({ path }) => path.endsWith('.map'))?.text;
  if (output === undefined)
    throw new InvalidProgramError(program, 'esbuild made no bundle of it', undefined, kind);
  const reached = new Set<string>();
  for (const { imports } of Object.values(result.metafile.outputs)) {
    for (const { path, external, kind: how } of imports) {
      if (external !== true) continue;
      const name = packageNameOf(path) ?? path;
      reached.add(name);
      // `import()` and require() may stand in a try, for a package that is optional.
      if (how === 'import-statement' && imported.get(name) === null)
        throw new InvalidProgramError(
          program,
          describeMissing(name, result.metafile, baseDir),
          undefined,
          kind,
        );
    }
  }
  const packages = new Map([...imported].filter(([name]) => reached.has(name)));
  for (const { name, folder } of linked.listImports(output.text)) packages.set(name, folder);
  const text = linked.nameImports(output.text);
  for (const name of findResolvedPackages(text)) {
    // A package that imports itself by name means its own code, which is in the bundle, whatever else is installed.
    if (!isOwnPackage(name, dirname(entry))) packages.set(name, findPackage(name, dirname(entry)) ?? null);
  }
  const modules = Object.keys(result.metafile.inputs).map((path) => join(baseDir, path));
  const hasDefault = Object.values(result.metafile.outputs).some(({ exports }) =>
    exports.includes('default'),
  );
  const bytes = text === output.text ? output.contents : new TextEncoder().encode(text);
  // Renamed imports move what follows them on their line: a map of the text before would name wrong places.
  return { bytes, modules, packages, hasDefault, map: text === output.text ? map : undefined };
}

/**
 * Leaves installed packages out of the bundle. Working copies (the program's own package by its name, workspaces, links) go
 * into it, because their version says nothing about their content. What a working copy imports is its own: where the program
 * would get another package of that name, the import says whose it is.
 */
function leaveOutPackages(
  imported: Map<string, string | null>,
  entryFolder: string,
  linked: LinkedPackages,
): Plugin {
  const builtins = new Set(builtinModules);
  return {
    name: 'leave-out-packages',
    setup(builder) {
      builder.onResolve({ filter: /^[^./#]/ }, ({ path, resolveDir, kind }) => {
        if (kind === 'entry-point') return undefined;
        const name = packageNameOf(path);
        if (path.startsWith('node:') || builtins.has(path)) return { path, external: true };
        if (name === undefined || path.startsWith('data:')) return undefined;
        if (isOwnPackage(name, resolveDir)) return undefined;
        const folder = findPackage(name, resolveDir);
        if (folder !== undefined && (!isInstalled(folder) || isAlwaysBundled(folder, path, name))) {
          linked.noteLink(resolveDir, name, folder);
          return undefined;
        }
        const ofProgram = findPackage(name, entryFolder);
        if (folder !== undefined && folder !== ofProgram)
          return { path: linked.noteImport(resolveDir, path, name, folder), external: true };
        imported.set(name, ofProgram ?? null);
        return { path, external: true };
      });
    },
  };
}

/** Whether a folder is in the package of that name. Node then resolves the name to that package itself. */
function isOwnPackage(name: string, folder: string): boolean {
  const path = findOwnManifest(folder);
  const manifest = path === undefined ? {} : readManifest(path);
  return manifest.name === name && manifest.exports !== undefined;
}

function isAlwaysBundled(folder: string, specifier: string, name: string): boolean {
  const { exports } = readManifest(join(folder, 'package.json'));
  const offered = (exports as Record<string, unknown> | undefined)?.[`.${specifier.slice(name.length)}`];
  return typeof offered === 'object' && offered !== null && ALWAYS_BUNDLED in offered;
}

/** Packages whose files the bundle asks for by `import.meta.resolve('package/file')`. */
function findResolvedPackages(text: string): string[] {
  const names: string[] = [];
  for (const [, , specifier] of text.matchAll(/import\.meta\.resolve\((["'`])([^"'`$\\]+)\1/g)) {
    const name = specifier?.startsWith('node:') ? undefined : packageNameOf(specifier ?? '');
    if (name !== undefined) names.push(name);
  }
  return names;
}

/** Names a module that imports the package, and how to install it. */
function describeMissing(name: string, { inputs }: Metafile, baseDir: string): string {
  const importer = Object.entries(inputs).find(([, { imports }]) =>
    imports.some(({ path, external }) => external === true && packageNameOf(path) === name),
  )?.[0];
  const where = importer === undefined ? 'it' : relative(baseDir, join(baseDir, importer));
  return `${where} imports the package '${name}', which is not installed (npm install ${name})`;
}

function describeBuildFailure(error: unknown): string {
  const errors = (error as Partial<BuildFailure>).errors ?? [];
  if (errors.length === 0) return (error as Error).message;
  return errors
    .slice(0, 5)
    .map(({ text, location }) => (location === null ? text : showPlace(text, location)))
    .join('\n');
}

/** `FILE:LINE:COL message`, the source line, and a caret under the place. */
function showPlace(text: string, { file, line, column, length, lineText }: Location): string {
  const head = `${file}:${line}:${column + 1} ${text}`;
  if (lineText === '' || lineText.length > MAX_LINE_LENGTH) return head;
  // esbuild counts bytes; a caret stands under characters.
  const before = Buffer.from(lineText).subarray(0, column).toString();
  const indent = before.replace(/[^\t]/g, ' ');
  return `${head}\n  ${lineText}\n  ${indent}${'^'.repeat(Math.max(1, length))}`;
}
