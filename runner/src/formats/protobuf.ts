/** How a field is told apart on the wire, by the lowest three bits of its tag. */
const wireTypes = { varint: 0, fixed64: 1, delimited: 2, fixed32: 5 } as const;

/**
 * Writes a protocol buffer field by field (https://protobuf.dev/programming-guides/encoding). Our own, because a stage
 * program takes its npm packages from the folder of its own project, which need not have those of this one.
 */
export class MessageWriter {
  readonly #parts: Uint8Array[] = [];

  /** An integer (also a negative one), an enum or a boolean. */
  varint(field: number, value: number | boolean): void {
    this.#tag(field, wireTypes.varint);
    this.#parts.push(encodeVarint(Number(value)));
  }

  float(field: number, value: number): void {
    this.#tag(field, wireTypes.fixed32);
    this.#parts.push(new Uint8Array(Float32Array.of(value).buffer));
  }

  string(field: number, value: string): void {
    this.bytes(field, Buffer.from(value));
  }

  /** Bytes, which must not change before `finish`. */
  bytes(field: number, value: Uint8Array): void {
    this.#tag(field, wireTypes.delimited);
    this.#parts.push(encodeVarint(value.length), value);
  }

  /** Repeated integers, packed. */
  varints(field: number, values: readonly number[]): void {
    this.bytes(field, Buffer.concat(values.map(encodeVarint)));
  }

  /** A message inside this one, whose fields `write` writes. */
  message(field: number, write: (inner: MessageWriter) => void): void {
    const inner = new MessageWriter();
    write(inner);
    this.bytes(field, inner.finish());
  }

  /** The bytes of the message. */
  finish(): Buffer {
    return Buffer.concat(this.#parts);
  }

  #tag(field: number, wireType: number): void {
    this.#parts.push(encodeVarint(field * 8 + wireType));
  }
}

/** Seven bits a byte, the lowest first; of negative numbers the 64 bits of their two's complement. */
function encodeVarint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}

/**
 * The first field of that number in a message: a number for a varint, its bytes for a string, bytes or a message.
 * What comes after the field is not looked at.
 * @returns undefined where there is no such field
 * @throws RangeError when the bytes before the field's end are no message, or an integer is negative or beyond 2^53
 */
export function findField(message: Uint8Array, field: number): Uint8Array | number | undefined {
  const reader = new MessageReader(message);
  while (!reader.isAtEnd()) {
    const tag = reader.readVarint();
    const value = reader.readValue(tag % 8);
    if (Math.floor(tag / 8) === field) return value;
  }
  return undefined;
}

class MessageReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  readVarint(): number {
    for (let value = 0, factor = 1; factor < 2 ** 53; factor *= 128) {
      const byte = this.#take(1)[0]!;
      value += (byte % 128) * factor;
      if (byte < 128 && value <= Number.MAX_SAFE_INTEGER) return value;
    }
    throw new RangeError('An integer is too long.');
  }

  readValue(wireType: number): Uint8Array | number {
    switch (wireType) {
      case wireTypes.varint:
        return this.readVarint();
      case wireTypes.delimited:
        return this.#take(this.readVarint());
      case wireTypes.fixed64:
        return this.#take(8);
      case wireTypes.fixed32:
        return this.#take(4);
      default:
        throw new RangeError(`No field is encoded as ${wireType}.`);
    }
  }

  #take(count: number): Uint8Array {
    const end = this.#at + count;
    if (end > this.#bytes.length) throw new RangeError('A field is cut short.');
    const part = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return part;
  }
}
