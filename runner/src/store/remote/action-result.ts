import { isDigest } from '../../base/digest.ts';
import { RemoteError, type RemoteFile } from './remote.ts';

/**
 * The parts of Bazel's `ActionResult` message (remote execution API v2) that a cache server looks at: it answers with
 * an action only while it has all its files. Ours lists the record first, then what the record needs.
 *
 *     ActionResult { repeated OutputFile output_files = 2; }
 *     OutputFile { string path = 1; Digest digest = 2; }
 *     Digest { string hash = 1; int64 size_bytes = 2; }
 */
export function encodeActionResult(files: readonly Required<RemoteFile>[]): Buffer {
  return Buffer.concat(
    files.map(({ digest, size }, index) => {
      const path = text(1, index === 0 ? 'record.json' : `files/${digest}`);
      return bytes(2, Buffer.concat([path, bytes(2, Buffer.concat([text(1, digest), number(2, size)]))]));
    }),
  );
}

/** The first file of an ActionResult: our record. @throws RemoteError REMOTE_DAMAGED when it is no message of ours */
export function decodeRecordFile(message: Buffer, name: string): Required<RemoteFile> {
  try {
    const file = field(message, 2);
    const digest = field(file as Buffer, 2);
    const hash = (field(digest as Buffer, 1) as Buffer).toString();
    const size = field(digest as Buffer, 2, 0);
    if (field(file as Buffer, 1)?.toString() === 'record.json' && isDigest(hash) && typeof size === 'number')
      return { digest: hash, size };
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
  }
  throw new RemoteError('REMOTE_DAMAGED', `${name} is not an action that we wrote`);
}

const VARINT = 0;
const LENGTH_DELIMITED = 2;

function varint(value: number): Buffer {
  const parts: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...parts, rest]);
    parts.push((rest % 128) + 128);
  }
}

function bytes(id: number, content: Buffer): Buffer {
  return Buffer.concat([varint(id * 8 + LENGTH_DELIMITED), varint(content.length), content]);
}

function text(id: number, content: string): Buffer {
  return bytes(id, Buffer.from(content));
}

function number(id: number, value: number): Buffer {
  return Buffer.concat([varint(id * 8 + VARINT), varint(value)]);
}

/** The first field of that number; `absent` where there is none. @throws RangeError when it is no message */
function field(message: Buffer, wanted: number, absent?: number): Buffer | number | undefined {
  let at = 0;
  const readVarint = (): number => {
    for (let value = 0, factor = 1; factor < 2 ** 53; factor *= 128) {
      const byte = message.readUInt8(at);
      at += 1;
      value += (byte % 128) * factor;
      if (byte < 128) return value;
    }
    throw new RangeError('A number is too long.');
  };
  while (at < message.length) {
    const tag = readVarint();
    const value = readVarint();
    const isBytes = tag % 8 === LENGTH_DELIMITED;
    if (!isBytes && tag % 8 !== VARINT) throw new RangeError('A field has another type than ours.');
    if (isBytes && at + value > message.length) throw new RangeError('A field is cut short.');
    const found = isBytes ? message.subarray(at, at + value) : value;
    if (isBytes) at += value;
    if (Math.floor(tag / 8) === wanted) return found;
  }
  return absent;
}
