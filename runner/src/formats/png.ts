import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** An image's samples, 8 bits each, row by row without padding: [height, width, channels]. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Samples of a pixel: 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha. */
  readonly channels: number;
  readonly data: Uint8Array;
}

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
/** Samples of a pixel, by the header's colour type. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 4: 2, 6: 4 };
const GREY = 0;
const RGB = 2;
const PALETTE = 3;
/** 64 megapixels of RGBA. More is not worth the memory. */
const MAX_SAMPLES = 256 * 1024 * 1024;

/**
 * Decodes a PNG (https://www.w3.org/TR/png-3/) of the common kind: 8 bits a sample, no palette, not interlaced.
 * @returns undefined for any other kind, and for a file that is damaged or no PNG
 */
export function decodePng(bytes: Buffer): Pixels | undefined {
  if (bytes.length < 33 || !bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return undefined;
  const width = bytes.readUInt32BE(16);
  const height = bytes.readUInt32BE(20);
  const channels = CHANNELS[bytes[25]!];
  if (bytes[24] !== 8 || bytes[28] !== 0 || channels === undefined) return undefined;
  const stride = width * channels;
  if (height * stride > MAX_SAMPLES || height * stride === 0) return undefined;
  const compressed = joinImageData(bytes);
  const filtered = compressed && inflate(compressed, height * (stride + 1));
  if (filtered === undefined) return undefined;
  const data = unfilter(filtered, height, stride, channels);
  return data === undefined ? undefined : { width, height, channels, data };
}

/**
 * Encodes an image as a PNG with 8 bits a sample, grey or RGB.
 * @param pixels [channels, height, width], values in [0, 1]; other values are clipped
 * @param channels 1 (grey) or 3 (RGB)
 */
export function encodePng(
  pixels: ArrayLike<number>,
  channels: number,
  height: number,
  width: number,
): Buffer {
  const colourType = channels === 1 ? GREY : RGB;
  const samples = CHANNELS[colourType]!;
  const stride = 1 + width * samples;
  const rows = Buffer.alloc(height * stride);
  for (let y = 0; y < height; y++) {
    let at = y * stride + 1;
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < samples; channel++) {
        const value = pixels[(channel * height + y) * width + x] ?? 0;
        rows[at++] = Math.round(Math.min(Math.max(value, 0), 1) * 255);
      }
    }
  }
  return joinChunks(height, width, colourType, rows);
}

/**
 * Encodes an image of few colours as a PNG with a palette.
 * @param indices [height, width], places of the pixels' colours in the palette
 * @param palette up to 256 colours, each red, green and blue from 0 to 255
 */
export function encodePalettePng(
  indices: Uint8Array,
  palette: readonly (readonly [number, number, number])[],
  height: number,
  width: number,
): Buffer {
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y++) {
    rows.set(indices.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  }
  return joinChunks(height, width, PALETTE, rows, [encodeChunk('PLTE', Buffer.from(palette.flat()))]);
}

function joinChunks(
  height: number,
  width: number,
  colourType: number,
  rows: Buffer,
  between: readonly Buffer[] = [],
): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colourType, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    encodeChunk('IHDR', header),
    ...between,
    encodeChunk('IDAT', deflateSync(rows, { level: 9 })),
    encodeChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The data of all IDAT chunks; undefined where a chunk's checksum does not fit its content. */
function joinImageData(bytes: Buffer): Buffer | undefined {
  const parts: Buffer[] = [];
  for (let offset = SIGNATURE.length; offset + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(offset);
    const body = bytes.subarray(offset + 4, offset + 8 + length);
    if (offset + 12 + length > bytes.length) return undefined;
    if (crc32(body) !== bytes.readUInt32BE(offset + 8 + length)) return undefined;
    if (body.toString('latin1', 0, 4) === 'IDAT') parts.push(body.subarray(4));
    offset += 12 + length;
  }
  return Buffer.concat(parts);
}

function inflate(compressed: Buffer, wantedBytes: number): Buffer | undefined {
  try {
    const inflated = inflateSync(compressed, { maxOutputLength: wantedBytes });
    return inflated.length === wantedBytes ? inflated : undefined;
  } catch (error) {
    // zlib's codes for damaged data, and for more data than the header announces.
    if (/^(Z_|ERR_BUFFER_TOO_LARGE)/.test((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

/** Undoes each row's filter (§9.2), which stores samples as differences from their neighbours to the left and above. */
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

function encodeChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
