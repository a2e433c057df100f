// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const ODD_CHARACTER = /[\u0000-\u001f\u007f\\\ufffd]/;

/** Why a file that we keep cannot have this name, in words that follow the name; undefined when it can. */
export function findNameFault(name: string): string | undefined {
  if (name === '') return 'is empty';
  if (name === '.' || name === '..') return `is '${name}'`;
  if (name.includes('/')) return "holds a '/'";
  // A name that is not UTF-8 is read with U+FFFD in it, and would not lead to the file again.
  if (ODD_CHARACTER.test(name)) return 'holds a backslash, a control character or bytes that are not UTF-8';
  if (/\p{Surrogate}/u.test(name)) return 'is not well-formed text';
  if (Buffer.byteLength(name) > 255) return 'is longer than 255 bytes';
  return undefined;
}

/**
 * Why a path, with `/` between names, does not lead to a place inside its folder; undefined when it does. For every path
 * that comes from outside (records, archives, pipeline.json), and for every path that we write into a record.
 */
export function findPathFault(path: string): string | undefined {
  if (path.startsWith('/')) return 'is absolute';
  if (/^[A-Za-z]:/.test(path)) return `begins with '${path.slice(0, 2)}', like an absolute path of Windows`;
  if (path.length > 4096) return 'is too long';
  for (const name of path.split('/')) {
    const fault = findNameFault(name);
    if (fault !== undefined) return path.includes('/') ? `has a part that ${fault}` : fault;
  }
  return undefined;
}
