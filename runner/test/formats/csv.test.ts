import test from 'ava';
import fc from 'fast-check';
import { type CsvValue, formatCsv, parseCsv } from '../../src/formats/csv.ts';

test('writes a header, CRLF line ends, and columns in the order asked for', (t) => {
  t.is(formatCsv(['b', 'a'], [{ a: 1, b: 'x' }]), 'b,a\r\nx,1\r\n');
});

test('without rows there is a header alone', (t) => {
  t.is(formatCsv(['a', 'b'], []), 'a,b\r\n');
});

test('quotes commas, quotes and line breaks, and doubles quotes', (t) => {
  t.is(
    formatCsv(['a'], [{ a: 'x,y' }, { a: 'say "x"' }, { a: 'x\ny' }]),
    'a\r\n"x,y"\r\n"say ""x"""\r\n"x\ny"\r\n',
  );
});

test('null is an empty field, the empty string a quoted one', (t) => {
  t.is(formatCsv(['a', 'b'], [{ a: null, b: '' }]), 'a,b\r\n,""\r\n');
});

/** A reader by the grammar of RFC 4180, section 2. */
function readByGrammar(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let match = field.exec(text); match !== null; match = field.exec(text)) {
    row.push(match[1]?.replaceAll('""', '"') ?? match[2]!);
    if (match[3] === '\r\n') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

test('what is written is read back', (t) => {
  const value: fc.Arbitrary<CsvValue> = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', '"', ',', '\r', '\n', 'é', ' ') }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
  );
  fc.assert(
    fc.property(fc.array(fc.record({ a: value, b: value }), { maxLength: 5 }), (rows) => {
      const [header, ...read] = readByGrammar(formatCsv(['a', 'b'], rows));
      t.deepEqual(header, ['a', 'b']);
      t.deepEqual(
        read,
        rows.map(({ a, b }) => [String(a), String(b)]),
      );
    }),
  );
});

test('numbers keep all their digits', (t) => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      const [, [read]] = readByGrammar(formatCsv(['a'], [{ a: number }])) as [string[], [string]];
      return Number(read) === number;
    }),
  );
  t.pass();
});

/** Text that a reader cannot take for a number: of these characters no number is made. */
const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\r', '\n', 'é', ' ', ';') });
/** Whole numbers beyond 2^53 come back as text, since a reader cannot know that they are no ids; -0 comes back as 0. */
const number = fc
  .double()
  .filter((value) => !Object.is(value, -0) && (!Number.isInteger(value) || Number.isSafeInteger(value)));

for (const lineEnd of ['\r\n', '\n'] as const) {
  test(`parseCsv reads what formatCsv writes, with ${JSON.stringify(lineEnd)}`, (t) => {
    const value = fc.oneof(text, number, fc.constant(null));
    const columns = fc.uniqueArray(
      text.filter((name) => name !== ''),
      { minLength: 1, maxLength: 4 },
    );
    const table = columns.chain((names) =>
      fc.record({
        columns: fc.constant(names),
        rows: fc.array(fc.array(value, { minLength: names.length, maxLength: names.length }), {
          maxLength: 5,
        }),
      }),
    );
    const property = fc.property(table, ({ columns: names, rows }) => {
      const records = rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i]!])));
      t.deepEqual(parseCsv(formatCsv(names, records, lineEnd)), { columns: names, rows });
    });
    t.notThrows(() => fc.assert(property));
  });
}
