import { inflateSync } from 'node:zlib';

/** An image's samples, 8 bits each, row by row without padding. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Samples of a pixel: 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha. */
  readonly channels: number;
  readonly data: Uint8Array;
}

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 4: 2, 6: 4 };
/** 64 megapixels of RGBA; more is not worth the memory. */
const MAX_SAMPLES = 256 * 1024 * 1024;

/**
 * Decodes a PNG (https://www.w3.org/TR/png-3/) of the common sort: 8 bits a sample, no palette, not interlaced.
 * @returns undefined for any other sort, and for what is no sound PNG
 */
export function decodePng(bytes: Buffer): Pixels | undefined {
  if (bytes.length < 33 || !bytes.subarray(0, 8).equals(SIGNATURE)) return undefined;
  const width = bytes.readUInt32BE(16);
  const height = bytes.readUInt32BE(20);
  const channels = CHANNELS[bytes[25]!];
  if (bytes[24] !== 8 || bytes[28] !== 0 || channels === undefined) return undefined;
  const stride = width * channels;
  if (height * stride > MAX_SAMPLES || height * stride === 0) return undefined;
  const filtered = inflate(joinImageData(bytes), height * (stride + 1));
  if (filtered === undefined) return undefined;
  const data = unfilter(filtered, height, stride, channels);
  return data === undefined ? undefined : { width, height, channels, data };
}

function joinImageData(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let offset = 8; offset + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(offset);
    const type = bytes.toString('latin1', offset + 4, offset + 8);
    if (type === 'IDAT') parts.push(bytes.subarray(offset + 8, offset + 8 + length));
    offset += 12 + length;
  }
  return Buffer.concat(parts);
}

function inflate(compressed: Buffer, wantedBytes: number): Buffer | undefined {
  try {
    const inflated = inflateSync(compressed, { maxOutputLength: wantedBytes });
    return inflated.length === wantedBytes ? inflated : undefined;
  } catch (error) {
    // zlib's word for damaged data, and for more data than the header announced.
    if (/^(Z_|ERR_BUFFER_TOO_LARGE)/.test((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

/** Undoes each row's filter (§9.2): its samples were stored as differences from those left and above. */
function unfilter(
  filtered: Uint8Array,
  height: number,
  stride: number,
  channels: number,
): Uint8Array | undefined {
  const data = new Uint8Array(height * stride);
  for (let y = 0; y < height; y++) {
    const filter = filtered[y * (stride + 1)]!;
    if (filter > 4) return undefined;
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x < channels ? 0 : data[at - channels]!;
      const above = y === 0 ? 0 : data[at - stride]!;
      const aboveLeft = x < channels || y === 0 ? 0 : data[at - stride - channels]!;
      data[at] = filtered[y * (stride + 1) + 1 + x]! + predict(filter, left, above, aboveLeft);
    }
  }
  return data;
}

function predict(filter: number, left: number, above: number, aboveLeft: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return (left + above) >> 1;
    case 4:
      return predictPaeth(left, above, aboveLeft);
    default:
      return 0;
  }
}

function predictPaeth(left: number, above: number, aboveLeft: number): number {
  const estimate = left + above - aboveLeft;
  const [toLeft, toAbove, toBoth] = [left, above, aboveLeft].map((value) => Math.abs(estimate - value)) as [
    number,
    number,
    number,
  ];
  if (toLeft <= toAbove && toLeft <= toBoth) return left;
  return toAbove <= toBoth ? above : aboveLeft;
}
