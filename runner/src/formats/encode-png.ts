import { crc32, deflateSync } from 'node:zlib';

/**
 * One image as an 8-bit PNG (PNG specification, 3rd edition), grey or RGB.
 * @param pixels channel-first [channels, height, width], values in [0, 1]; others are clipped
 */
export function encodePng(
  pixels: ArrayLike<number>,
  channels: number,
  height: number,
  width: number,
): Buffer {
  const colourType = channels === 1 ? 0 : 2;
  const stride = 1 + width * (channels === 1 ? 1 : 3);
  const rows = Buffer.alloc(height * stride);
  for (let y = 0; y < height; y++) {
    let at = y * stride + 1;
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < (channels === 1 ? 1 : 3); channel++) {
        const value = pixels[(channel * height + y) * width + x] ?? 0;
        rows[at++] = Math.round(Math.min(Math.max(value, 0), 1) * 255);
      }
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colourType, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    encodeChunk('IHDR', header),
    encodeChunk('IDAT', deflateSync(rows, { level: 9 })),
    encodeChunk('IEND', Buffer.alloc(0)),
  ]);
}

function encodeChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
