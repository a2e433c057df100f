import test from 'ava';
import fc from 'fast-check';
import { loadFonts, measureText } from '../../src/figures/font/load-fonts.ts';
import { outlineSvgText } from '../../src/figures/font/outline-svg-text.ts';

const fonts = await loadFonts();

function outline(text: string): string {
  return outlineSvgText(`<svg>${text}</svg>`, fonts, 'figure');
}

test('text anchored at its end starts its own width before the anchor', (t) => {
  const svg = outline('<text text-anchor="end" transform="translate(50,9)" font-size="10px">0.5</text>');
  const start = Number(/<g transform="translate\((-?[\d.]+) 0\)/.exec(svg)![1]);
  t.true(Math.abs(start + measureText(fonts.regular, '0.5', 10)) < 0.01);
  t.regex(svg, /transform="translate\(50,9\)"/);
});

test('every line of a text is placed below the one before', (t) => {
  const svg = outline('<text font-size="10px"><tspan>one</tspan><tspan x="0" dy="12">two</tspan></text>');
  t.regex(svg, /translate\(0 0\)/);
  t.regex(svg, /translate\(0 12\)/);
  t.regex(svg, /aria-label="one two"/);
});

test('each glyph is drawn once and referred to by ids of this figure', (t) => {
  const svg = outline('<text>aaa</text><text>a</text>');
  t.is(svg.match(/<use href="#figure-r\d+"/g)!.length, 4);
  t.is(svg.match(/<path id="figure-r\d+"/g)!.length, 1);
});

test('an empty text element does not swallow the next', (t) => {
  t.regex(outline('<text font-size="9px"/><g id="kept"/><text>b</text>'), /<g id="kept"\/>/);
});

test('whatever the text, no text element is left and the label is escaped', (t) => {
  const property = fc.property(fc.string({ unit: 'grapheme' }), (text) => {
    const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    const svg = outline(`<text>${escaped}</text>`);
    const label = /aria-label="([^"]*)"/.exec(svg)![1]!;
    t.notRegex(svg, /<text/);
    t.notRegex(label, /[<>]/);
    t.is(
      label
        .replaceAll('&quot;', '"')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&'),
      text,
    );
  });
  t.notThrows(() => fc.assert(property, { numRuns: 200 }));
});
