// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const ODD_CHARACTER = /[\u0000-\u001f\u007f\\\ufffd]/;

/** Why a name cannot be that of a file we keep; undefined when it can. */
export function findNameFault(name: string): string | undefined {
  if (name === '') return 'is empty';
  if (name === '.' || name === '..') return `is '${name}'`;
  if (name.includes('/')) return "holds a '/'";
  // U+FFFD is what a name that is not UTF-8 turns into; it would not find its file again.
  if (ODD_CHARACTER.test(name)) return 'holds a backslash, a control character or bytes that are not UTF-8';
  if (/\p{Surrogate}/u.test(name)) return 'is not well-formed text';
  if (Buffer.byteLength(name) > 255) return 'is longer than 255 bytes';
  return undefined;
}

/** Why a path with `/` is no plain way down from its folder; undefined when it is. */
export function findPathFault(path: string): string | undefined {
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'is absolute';
  if (path.length > 4096) return 'is too long';
  for (const name of path.split('/')) {
    const fault = findNameFault(name);
    if (fault !== undefined) return path.includes('/') ? `has a part that ${fault}` : fault;
  }
  return undefined;
}
