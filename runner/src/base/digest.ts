import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

/** Lower-case hex SHA-256 of some bytes. Branded, so that a path or a key never passes for one. */
export type Digest = string & { readonly __brand: 'Digest' };

const DIGEST_PATTERN = /^[0-9a-f]{64}$/;
const CHUNK_BYTES = 1024 * 1024;

export function isDigest(text: unknown): text is Digest {
  return typeof text === 'string' && DIGEST_PATTERN.test(text);
}

/** SHA-256 of bytes, or of a string's UTF-8. */
export function digestBytes(bytes: Uint8Array | string): Digest {
  return createHash('sha256').update(bytes).digest('hex') as Digest;
}

/**
 * SHA-256 of what is left to read of an open file, in constant memory.
 * @param useChunk gets each chunk before the next one is read; its bytes are valid until its promise settles
 * @throws the system's error
 */
export async function digestOpenFile(
  file: FileHandle,
  useChunk?: (chunk: Uint8Array) => Promise<unknown>,
): Promise<Digest> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, null);
    if (bytesRead === 0) return hash.digest('hex') as Digest;
    const chunk = buffer.subarray(0, bytesRead);
    hash.update(chunk);
    await useChunk?.(chunk);
  }
}
