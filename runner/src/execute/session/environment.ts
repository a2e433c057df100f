import { getOwn, setOwn } from '../../base/own-property.ts';

/** What every command and program sees: where programs, the home folder and temporary files are, and the language. */
const ALWAYS = ['PATH', 'HOME', 'TMPDIR', 'LANG'];

/**
 * What programs see in addition: how to reach the network, and where the user's caches, mirrors and GPU libraries are. These
 * say where bytes come from and not what the bytes are (downloads are checked by digest), so they are not part of the key.
 */
const PROGRAM_TRANSPORT =
  /^(https?_proxy|no_proxy|all_proxy|SSL_CERT_(FILE|DIR)|NODE_EXTRA_CA_CERTS|REQUESTS_CA_BUNDLE|PIP_\w+|XDG_CACHE_HOME|PIPELINE_(DATA_MIRROR|ENGINE|ENGINE_DIR|ENGINE_SOURCE)|CC|CXX|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH|CUDA_HOME|CUDA_PATH|SYSTEMROOT)$/i;

type Variables = Readonly<Record<string, string | undefined>>;

/** The environment of a command stage: the base variables and those it declares. */
export function commandEnvironment(
  declared: readonly string[],
  from: Variables = process.env,
): Record<string, string> {
  return pick(from, (name) => ALWAYS.includes(name) || declared.includes(name));
}

/** The environment of a program's worker. */
export function programEnvironment(
  declared: readonly string[],
  from: Variables = process.env,
): Record<string, string> {
  return pick(
    from,
    (name) => ALWAYS.includes(name) || declared.includes(name) || PROGRAM_TRANSPORT.test(name),
  );
}

/** The part of the environment an action's key covers: declared names with their values, null where unset. */
export function keyedEnvironment(
  declared: readonly string[],
  from: Variables = process.env,
): Record<string, string | null> {
  return Object.fromEntries([...declared].sort().map((name) => [name, getOwn(from, name) ?? null]));
}

function pick(from: Variables, wanted: (name: string) => boolean): Record<string, string> {
  const picked: Record<string, string> = {};
  for (const [name, value] of Object.entries(from)) {
    if (value !== undefined && wanted(name)) setOwn(picked, name, value);
  }
  return picked;
}
