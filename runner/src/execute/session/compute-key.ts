import type { Digest } from '../../base/digest.ts';
import { type ActionKey, digestActionKey, type ModuleKey } from '../../hash/action-key.ts';
import { combineGathered } from '../../hash/combine-gathered.ts';
import type { ProgramDigest } from '../../hash/program/digest-program.ts';
import type { Action, ActionId, ActionInput } from '../../pipeline/model.ts';
import { keyedEnvironment } from './environment.ts';
import type { KeyDetails } from './key-details.ts';

/** An action's key with all that explains it. */
export interface KeyedAction extends KeyDetails {
  readonly action: Action;
  readonly keyDigest: Digest;
}

export interface KeyFacts {
  /** The digest of the action's program; undefined for a command. */
  readonly program: ProgramDigest | undefined;
  /** The digests of the modules that its params name, in that order. */
  readonly inputModules: readonly ProgramDigest[];
  /** Path → digest of the files its key covers. */
  readonly files: Readonly<Record<string, Digest>>;
  /** Tree digest of an output of an action that is done. */
  readonly treeDigestOf: (action: ActionId, output: string) => Digest;
  /** What `pinEngine` puts into the key. */
  readonly engine: string;
}

/** Computes the key of an action whose inputs are all known (docs/reference/action-key.md). */
export function computeKey(action: Action, facts: KeyFacts): KeyedAction {
  const sources: Record<string, Record<ActionId, Digest>> = {};
  const inputs: Record<string, Digest> = {};
  for (const input of action.inputs) {
    sources[input.name] = Object.fromEntries(
      input.sources.map((source) => [source.action, facts.treeDigestOf(source.action, source.output)]),
    );
    inputs[input.name] = digestInput(input, facts.treeDigestOf);
  }
  const key: ActionKey = {
    keyVersion: 1,
    stage: action.stage,
    axes: action.axes,
    outputs: action.outputs,
    ...(facts.program === undefined
      ? {}
      : { program: facts.program.digest, packages: facts.program.packages }),
    params: action.params,
    ...(action.inputModules.length === 0 ? {} : { inputModules: describeModules(action, facts) }),
    inputs,
    ...(action.command === undefined ? {} : { command: action.command }),
    ...(action.files.length === 0 ? {} : { files: facts.files }),
    ...(action.env.length === 0 ? {} : { env: keyedEnvironment(action.env) }),
    seed: action.seed,
    threads: action.resources.threads,
    ...(action.pinEngine ? { engine: facts.engine } : {}),
  };
  const bundles = [...(facts.program === undefined ? [] : [facts.program]), ...facts.inputModules];
  // Most actions have one bundle, which all actions of a stage share.
  const [only = NO_BUNDLE, ...others] = bundles;
  const isOne = others.length === 0;
  const modules = isOne ? only.modules : Object.assign({}, ...bundles.map((bundle) => bundle.modules));
  const dependencies = isOne
    ? only.dependencies
    : mergeVersions(bundles.map((bundle) => bundle.dependencies));
  return { action, key, keyDigest: digestActionKey(key), modules, dependencies, sources };
}

const NO_BUNDLE: Pick<ProgramDigest, 'modules' | 'dependencies'> = { modules: {}, dependencies: {} };

function describeModules(action: Action, facts: KeyFacts): Record<string, ModuleKey> {
  return Object.fromEntries(
    facts.inputModules.map(({ digest, packages }, index) => [
      action.inputModules[index]!,
      { bundle: digest, packages },
    ]),
  );
}

/** Merges the packages of several bundles. Two bundles may reach different versions of a package. */
function mergeVersions(maps: readonly Readonly<Record<string, string>>[]): Record<string, string> {
  const versions = new Map<string, Set<string>>();
  for (const [name, listed] of maps.flatMap(Object.entries<string>)) {
    const known = versions.get(name) ?? new Set<string>();
    for (const version of listed.split(', ')) known.add(version);
    versions.set(name, known);
  }
  return Object.fromEntries(
    [...versions].sort().map(([name, known]) => [name, [...known].sort().join(', ')]),
  );
}

function digestInput(input: ActionInput, treeDigestOf: KeyFacts['treeDigestOf']): Digest {
  const trees = input.sources.map((source) => ({
    axes: source.axes,
    digest: treeDigestOf(source.action, source.output),
  }));
  const [only] = trees;
  return input.gathered || only === undefined ? combineGathered(trees) : only.digest;
}
