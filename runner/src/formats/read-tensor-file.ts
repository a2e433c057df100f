import { readFile, stat } from 'node:fs/promises';
import { TensorFileError } from './errors.ts';

/**
 * Reads a whole tensor file.
 * @throws TensorFileError TENSOR_FILE_UNREADABLE
 */
export async function readBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    // A named pipe would have us wait for ever.
    if (!(await stat(path)).isFile()) throw new Error('it is not a plain file');
    const bytes = await readFile(path);
    // A copy of its own: small files come from Node's shared pool, and typed-array views need aligned offsets.
    return bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength
      ? new Uint8Array(bytes.buffer)
      : Uint8Array.from(bytes);
  } catch (cause) {
    throw new TensorFileError(
      'TENSOR_FILE_UNREADABLE',
      path,
      `cannot be read (${(cause as Error).message})`,
      {
        cause,
        hint: 'Check that the file exists and that you may read it.',
      },
    );
  }
}
