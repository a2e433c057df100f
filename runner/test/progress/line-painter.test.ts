import test from 'ava';
import { LinePainter } from '../../src/progress/line-painter.ts';

function collect(): { painter: LinePainter; written: string[]; bytes: () => number } {
  const written: string[] = [];
  const painter = new LinePainter((text) => written.push(text));
  return { painter, written, bytes: () => Buffer.byteLength(written.join('')) };
}

test('what did not change is not written again', (t) => {
  const { painter, written } = collect();
  const size = { rows: 24, columns: 80 };
  painter.paint(['one', 'two'], size);
  for (let index = 0; index < 1000; index++) painter.paint(['one', 'two'], size);
  t.is(written.length, 1);
});

test('a line that changed is written alone, and the cursor comes back', (t) => {
  const { painter, written } = collect();
  const size = { rows: 24, columns: 80 };
  painter.paint(['one', 'two', 'three'], size);
  painter.paint(['one', '2', 'three'], size);
  t.is(written[1], '\u001b[2A\r2\u001b[K\u001b[2B\r');
});

test('a thousand changes of one line among twenty cost what that line costs', (t) => {
  const { painter, bytes } = collect();
  const others = Array.from({ length: 19 }, (_, index) => `stage ${index}`.padEnd(70, '.'));
  for (let index = 0; index < 1000; index++)
    painter.paint([...others, `${index}/1000`], { rows: 24, columns: 80 });
  t.true(bytes() < 25_000, `${bytes()} bytes`);
});

test('more lines than rows are never drawn: done stages go first, then waiting ones', (t) => {
  const { painter, written } = collect();
  const lines = [
    '✔ download',
    '✔ preprocess',
    '❯ train',
    '    ░░ a',
    '❯ attack',
    '    ░░ b',
    '◼ check',
    '◼ report',
  ];
  painter.paint(lines, { rows: 6, columns: 60 });
  t.deepEqual(written[0]?.replace('\u001b[?25l', '').trimEnd().split('\n'), [
    '❯ train',
    '    ░░ a',
    '❯ attack',
    '    ░░ b',
    '◼ check',
  ]);
});

test('lines that a narrower terminal broke are erased whole, and the cursor is shown at the end', (t) => {
  const { painter, written } = collect();
  painter.paint(['x'.repeat(70), 'y'], { rows: 24, columns: 80 });
  painter.paint(['x'], { rows: 24, columns: 40 });
  t.true(written[1]?.startsWith('\r\u001b[3A\u001b[J'));
  painter.clear(40);
  t.true(written[2]?.endsWith('\u001b[?25h'));
});
