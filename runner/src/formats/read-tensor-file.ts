import { readFile, stat } from 'node:fs/promises';
import { TensorFileError } from './errors.ts';

/**
 * Reads a whole tensor file into a buffer of its own.
 * @throws TensorFileError TENSOR_FILE_UNREADABLE
 */
export async function readTensorFile(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readWhole(path);
  if (isLfsPointer(bytes)) {
    throw new TensorFileError('TENSOR_FILE_UNREADABLE', path, 'is a Git LFS pointer, not the file itself', {
      hint: 'Fetch the file: git lfs install, then git lfs pull.',
    });
  }
  return bytes;
}

async function readWhole(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    // Reading a named pipe would wait for ever.
    if (!(await stat(path)).isFile()) throw new Error('it is not a plain file');
    const bytes = await readFile(path);
    // Small files come from Node's shared pool. They are copied, because typed-array views need aligned offsets.
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

/** Whether a file is what Git has in place of a large file that was not fetched. */
export function isLfsPointer(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 64))
    .toString('latin1')
    .startsWith('version https://git-lfs.github.com/');
}

/**
 * Whether a file is a zip archive. torch.save and numpy.savez write these, often under names that promise something
 * else.
 */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}
