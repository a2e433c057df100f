import test from 'ava';
import fc from 'fast-check';
import { findField, MessageWriter } from '../../src/formats/protobuf.ts';

function write(fields: (writer: MessageWriter) => void): string {
  const writer = new MessageWriter();
  fields(writer);
  return Buffer.from(writer.finish()).toString('hex');
}

// The first five are examples of protobuf.dev/programming-guides/encoding; the others follow from its rules.
const cases: [string, (writer: MessageWriter) => void, string][] = [
  ['an integer of two bytes', (w) => w.varint(1, 150), '089601'],
  ['a string', (w) => w.string(2, 'testing'), '120774657374696e67'],
  ['a message in a message', (w) => w.message(3, (inner) => inner.varint(1, 150)), '1a03089601'],
  ['packed integers', (w) => w.varints(6, [3, 270, 86942]), '3206038e029ea705'],
  ['a negative integer', (w) => w.varint(1, -2), '08feffffffffffffffff01'],
  ['a boolean', (w) => w.varint(5, true), '2801'],
  ['a float', (w) => w.float(4, 0.5), '250000003f'],
  ['no bytes', (w) => w.bytes(4, new Uint8Array()), '2200'],
  ['a field beyond 15', (w) => w.varint(16, 1), '800101'],
];
for (const [name, fields, expected] of cases) {
  test(`writes ${name}`, (t) => {
    t.is(write(fields), expected);
  });
}

test('what is written is found again, behind fields of every kind', (t) => {
  const property = fc.property(
    fc.integer({ min: 1, max: 2 ** 20 }),
    fc.maxSafeNat(),
    fc.uint8Array(),
    fc.string(),
    (field, integer, bytes, text) => {
      const writer = new MessageWriter();
      writer.float(field + 1, 0.5);
      writer.varint(field + 2, true);
      writer.message(field + 3, (inner) => {
        inner.varint(1, integer);
        inner.bytes(2, bytes);
        inner.string(3, text);
      });
      writer.varint(field, integer);
      const message = writer.finish();
      t.is(findField(message, field), integer);
      t.is(findField(message, field + 4), undefined);
      const inner = findField(message, field + 3) as Uint8Array;
      t.is(findField(inner, 1), integer);
      t.deepEqual(Buffer.from(findField(inner, 2) as Uint8Array), Buffer.from(bytes));
      t.is(Buffer.from(findField(inner, 3) as Uint8Array).toString(), text);
    },
  );
  t.notThrows(() => fc.assert(property));
});

for (const [name, hex] of [
  ['a number that goes on', 'ff'],
  ['an integer of more than 53 bits', '08ffffffffffffff7f'],
  ['bytes that are cut short', '120774'],
  ['a float that is cut short', '250000'],
  ['a group, which is no longer in use', '0b'],
] as const) {
  test(`a message with ${name} is refused`, (t) => {
    t.throws(() => findField(Buffer.from(hex, 'hex'), 9), { instanceOf: RangeError });
  });
}
