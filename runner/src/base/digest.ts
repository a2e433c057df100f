import { createHash } from 'node:crypto';

/** Lower-case hex SHA-256 of some bytes. Branded, so that a path or a key never passes for one. */
export type Digest = string & { readonly __brand: 'Digest' };

const DIGEST_PATTERN = /^[0-9a-f]{64}$/;

export function isDigest(text: unknown): text is Digest {
  return typeof text === 'string' && DIGEST_PATTERN.test(text);
}

/** SHA-256 of bytes, or of a string's UTF-8. */
export function digestBytes(bytes: Uint8Array | string): Digest {
  return createHash('sha256').update(bytes).digest('hex') as Digest;
}
