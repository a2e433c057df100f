import { Resvg } from '@resvg/resvg-js';
import test from 'ava';
import fc from 'fast-check';
import { decodePng, encodePalettePng, encodePng } from '../../src/formats/png.ts';

/** Decodes by another program's reader: RGBA bytes. */
function decode(png: Buffer, width: number, height: number): Buffer {
  const href = `data:image/png;base64,${png.toString('base64')}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}" height="${height}" style="image-rendering:optimizeSpeed" href="${href}"/></svg>`;
  return Buffer.from(new Resvg(svg).render().pixels);
}

for (const channels of [1, 3]) {
  test(`our own reader reads a picture of ${channels} channel(s) back`, (t) => {
    const side = fc.integer({ min: 1, max: 9 });
    const property = fc.property(side, side, fc.infiniteStream(fc.nat(255)), (width, height, stream) => {
      const planes = [...stream.take(channels * width * height)];
      const png = encodePng(
        planes.map((byte) => byte / 255),
        channels,
        height,
        width,
      );
      const data = Uint8Array.from(planes, (_, at) => {
        const pixel = Math.floor(at / channels);
        return planes[(at % channels) * width * height + pixel]!;
      });
      t.deepEqual(decodePng(png), { width, height, channels, data });
    });
    t.notThrows(() => fc.assert(property, { numRuns: 50 }));
  });

  test(`a picture of ${channels} channel(s) is read back as it was drawn`, (t) => {
    const property = fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      fc.infiniteStream(fc.integer({ min: 0, max: 255 })),
      (width, height, stream) => {
        const bytes = [...stream.take(channels * width * height)];
        const pixels = decode(
          encodePng(
            bytes.map((byte) => byte / 255),
            channels,
            height,
            width,
          ),
          width,
          height,
        );
        for (let i = 0; i < width * height; i++) {
          for (let colour = 0; colour < 3; colour++) {
            const plane = channels === 1 ? 0 : colour;
            t.is(pixels[i * 4 + colour], bytes[plane * width * height + i]);
          }
        }
      },
    );
    t.notThrows(() => fc.assert(property, { numRuns: 30 }));
  });
}

test('a picture with a palette is read back in its colours', (t) => {
  const palette = [
    [33, 102, 172],
    [247, 247, 247],
    [178, 24, 43],
  ] as const;
  const indices = Uint8Array.of(0, 1, 2, 2, 0, 1);
  const pixels = decode(encodePalettePng(indices, palette, 2, 3), 3, 2);
  t.deepEqual(
    Array.from(indices, (_, i) => [...pixels.subarray(i * 4, i * 4 + 3)]),
    Array.from(indices, (index) => [...palette[index]!]),
  );
});

test('values beyond black and white are clipped', (t) => {
  t.deepEqual([...decode(encodePng([-1, 2], 1, 1, 2), 2, 1)], [0, 0, 0, 255, 255, 255, 255, 255]);
});

test('a picture with a damaged byte is not read', (t) => {
  const png = encodePng([0, 0.5, 1], 1, 1, 3);
  t.truthy(decodePng(png));
  // From the header's first field on; before it lie the signature and the length of the header.
  for (let at = 12; at < png.length - 12; at++) {
    const damaged = Buffer.from(png);
    damaged[at]! ^= 1;
    t.is(decodePng(damaged), undefined, `byte ${at}`);
  }
});
