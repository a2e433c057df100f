const text = new TextEncoder();

/** How a field is told apart on the wire, by its lowest three bits. */
const wireTypes = { varint: 0, delimited: 2, fixed32: 5 } as const;

/**
 * Writes a protocol buffer field by field (protobuf.dev/programming-guides/encoding). Our own, since a program of a reader's own
 * project takes packages from its own folder, where one that only we depend on need not be.
 */
export class MessageWriter {
  readonly #bytes: number[] = [];

  /** An integer, also a negative one, an enum or a boolean. */
  varint(field: number, value: number | boolean): void {
    this.#tag(field, wireTypes.varint);
    this.#varint(Number(value));
  }

  float(field: number, value: number): void {
    this.#tag(field, wireTypes.fixed32);
    this.#append(new Uint8Array(Float32Array.of(value).buffer));
  }

  string(field: number, value: string): void {
    this.bytes(field, text.encode(value));
  }

  bytes(field: number, value: Uint8Array): void {
    this.#tag(field, wireTypes.delimited);
    this.#varint(value.length);
    this.#append(value);
  }

  /** Repeated integers, packed. */
  varints(field: number, values: readonly number[]): void {
    const packed = new MessageWriter();
    for (const value of values) packed.#varint(value);
    this.bytes(field, packed.finish());
  }

  message(field: number, write: (inner: MessageWriter) => void): void {
    const inner = new MessageWriter();
    write(inner);
    this.bytes(field, inner.finish());
  }

  finish(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }

  #tag(field: number, wireType: number): void {
    this.#varint(field * 8 + wireType);
  }

  /** Seven bits a byte, the lowest first; of negative numbers the 64 bits of their two's complement. */
  #varint(value: number): void {
    let rest = BigInt.asUintN(64, BigInt(value));
    for (; rest >= 0x80n; rest >>= 7n) this.#bytes.push(Number(rest & 0x7fn) | 0x80);
    this.#bytes.push(Number(rest));
  }

  // Not by spreading, which has a limit of arguments.
  #append(values: Uint8Array): void {
    for (const value of values) this.#bytes.push(value);
  }
}
