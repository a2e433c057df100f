import test from 'ava';
import { MessageWriter } from '../../src/formats/protobuf.ts';

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
