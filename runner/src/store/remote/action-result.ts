import { isDigest } from '../../base/digest.ts';
import { findField, MessageWriter } from '../../formats/protobuf.ts';
import { RemoteError, type RemoteFile } from './remote.ts';

/**
 * The parts of Bazel's `ActionResult` message (Remote Execution API v2) that a cache server looks at. A server answers
 * with an action only while it has all files of the action. Ours lists the record first, then what the record needs.
 *
 *     ActionResult { repeated OutputFile output_files = 2; }
 *     OutputFile { string path = 1; Digest digest = 2; }
 *     Digest { string hash = 1; int64 size_bytes = 2; }
 */
export function encodeActionResult(files: readonly Required<RemoteFile>[]): Buffer {
  const result = new MessageWriter();
  for (const [index, { digest, size }] of files.entries()) {
    result.message(2, (file) => {
      file.string(1, index === 0 ? 'record.json' : `files/${digest}`);
      file.message(2, (inner) => {
        inner.string(1, digest);
        inner.varint(2, size);
      });
    });
  }
  return result.finish();
}

/**
 * The first file of an ActionResult: our record.
 * @throws RemoteError REMOTE_DAMAGED when we did not write the message
 */
export function decodeRecordFile(message: Uint8Array, name: string): Required<RemoteFile> {
  try {
    const file = asBytes(findField(message, 2));
    const digest = asBytes(findField(file, 2));
    const hash = asText(findField(digest, 1));
    // Protocol buffers may leave out a number that is zero.
    const size = findField(digest, 2) ?? 0;
    if (asText(findField(file, 1)) === 'record.json' && isDigest(hash) && typeof size === 'number')
      return { digest: hash, size };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw new RemoteError('REMOTE_DAMAGED', `${name} is not an action that we wrote`);
}

function asBytes(value: Uint8Array | number | undefined): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new RangeError('A field is missing, or has another type.');
}

function asText(value: Uint8Array | number | undefined): string {
  return Buffer.from(asBytes(value)).toString();
}
