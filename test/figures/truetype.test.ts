import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import test from 'ava';
import { loadFonts, measureText } from '../../src/figures/font/load-fonts.ts';
import { outlineSvgText } from '../../src/figures/font/outline-svg-text.ts';
import { readTrueType } from '../../src/figures/font/truetype.ts';

const fontFiles = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((name) =>
  fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${name}`)),
);

function draw(svg: string): Buffer {
  const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: 'DejaVu Sans' };
  return Buffer.from(new Resvg(svg, { font, background: 'white' }).render().pixels);
}

/** Share of black that differs between two drawings. */
function difference(a: Buffer, b: Buffer): number {
  let [different, inked] = [0, 0];
  for (let i = 0; i < a.length; i += 4) {
    different += Math.abs(a[i]! - b[i]!);
    inked += 255 - a[i]!;
  }
  return different / inked;
}

test('widths are those of the font: 0 is 1303 units of 2048', async (t) => {
  const { regular } = await loadFonts();
  t.is(regular.unitsPerEm, 2048);
  t.is(measureText(regular, '0.0', 2048), 1303 + 651 + 1303);
  t.is(measureText(regular, '', 12), 0);
});

test('bold text is wider than regular text', async (t) => {
  const { regular, bold } = await loadFonts();
  t.true(measureText(bold, 'AlexNet', 12) > measureText(regular, 'AlexNet', 12));
});

test('a character that the font lacks is the missing glyph, not an error', async (t) => {
  const { regular } = await loadFonts();
  t.is(regular.glyphOf(0xe000 + 0x7ff), 0);
  t.is(regular.glyphOf(0x1f600), 0);
});

for (const text of ['B-AlexNet 0.05 [kg]', 'ε in ℓ∞ · α·steps ℓ2', 'é Ǻ ½ ﬁ & < >', 'Жук Ωμέγα']) {
  for (const weight of ['normal', 'bold']) {
    test(`outlines of "${text}" (${weight}) are what a text renderer draws`, async (t) => {
      const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="60"><text text-anchor="middle" transform="translate(300,40)" font-family="DejaVu Sans" font-size="30px" font-weight="${weight}" fill="#000" style="font-kerning:none">${escaped}</text></svg>`;
      const outlined = outlineSvgText(svg, await loadFonts(), 'x');
      t.false(outlined.includes('<text'));
      t.true(difference(draw(svg), draw(outlined)) < 0.03);
    });
  }
}

test('a file that is not a font is refused by name of what it lacks', (t) => {
  const error = t.throws(() => readTrueType(new Uint8Array(64)));
  t.is((error as unknown as { code: string }).code, 'FIGURE_FONT');
  t.regex(error.message, /head/);
});
