import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { digestBytes } from '../../runner/src/base/digest.ts';
import { isLfsPointer } from '../../runner/src/formats/read-tensor-file.ts';
import type { DatasetFile, Download } from './dataset.ts';

const gunzipAsync = promisify(gunzip);

/** Bytes that an archive may have besides the wanted files: headers, padding and other files. */
const ARCHIVE_SLACK_BYTES = 2 ** 20;

/**
 * Unpacks a download and checks each file by the digests that are known.
 * @throws Error saying what is wrong with it
 */
export async function unpackChecked(
  packed: Uint8Array,
  download: Download,
): Promise<Map<string, Uint8Array>> {
  if (isLfsPointer(packed))
    throw new Error('is a Git LFS pointer, not the file itself (git lfs pull fetches it)');
  // A server that labels a .gz file with `Content-Encoding: gzip` makes the client unpack it. The files in it have their own digests.
  const isUnpacked = !isGzip(packed) && download.files.every(({ sha256 }) => sha256 !== undefined);
  if (download.sha256 !== undefined && !isUnpacked) checkDigest(packed, download.sha256);
  const slack = download.format === 'tar.gz' ? ARCHIVE_SLACK_BYTES : 0;
  const most = download.files.reduce((sum, { bytes }) => sum + bytes, slack);
  const unpacked = isUnpacked && isWhatWeWant(packed, download) ? packed : await unzip(packed, most);
  const found =
    download.format === 'tar.gz'
      ? await readArchive(unpacked, download.files)
      : new Map([[download.files[0]!.name, unpacked]]);
  for (const file of download.files) checkFile(found.get(file.name), file, download);
  return found;
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Whether bytes without gzip's magic can be the unpacked file. If not, unzipping them says what is wrong. */
function isWhatWeWant(bytes: Uint8Array, { format, files }: Download): boolean {
  // A tar archive has this word at byte 257.
  if (format === 'tar.gz') return Buffer.from(bytes.subarray(257, 262)).toString('latin1') === 'ustar';
  return bytes.length === files[0]!.bytes;
}

async function unzip(packed: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  try {
    return await gunzipAsync(packed, { maxOutputLength: maxBytes });
  } catch (cause) {
    throw new Error(`is not a whole gzip file (${(cause as Error).message})`, { cause });
  }
}

/** The wanted files' bytes by name, without their folder. */
async function readArchive(
  bytes: Uint8Array,
  wanted: readonly DatasetFile[],
): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  const archive = extract();
  archive.end(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  try {
    for await (const entry of archive) {
      const name = entry.header.name.split('/').at(-1)!;
      const chunks: Buffer[] = [];
      for await (const chunk of entry) chunks.push(chunk as Buffer);
      if (entry.header.type === 'file' && wanted.some((file) => file.name === name)) {
        found.set(name, Buffer.concat(chunks));
      }
    }
  } catch (cause) {
    throw new Error(`is not a whole tar archive (${(cause as Error).message})`, { cause });
  }
  return found;
}

function checkFile(bytes: Uint8Array | undefined, file: DatasetFile, download: Download): void {
  if (bytes === undefined) throw new Error(`has no file ${file.name} in it`);
  if (file.sha256 !== undefined)
    checkDigest(bytes, file.sha256, download.format === 'tar.gz' ? ` (${file.name})` : '');
  else if (download.sha256 === undefined) throw new Error(`${file.name} has no digest to be checked by`);
}

function checkDigest(bytes: Uint8Array, expected: string, what = ''): void {
  const digest = digestBytes(bytes);
  if (digest !== expected) throw new Error(`has SHA-256 ${digest}${what}, expected ${expected}`);
}
