interface Point {
  readonly x: number;
  readonly y: number;
  readonly onCurve: boolean;
}

type Contour = readonly Point[];
type GlyphData = (glyph: number) => DataView | undefined;

/** Glyphs may be composed of composed glyphs, but not in a cycle. Real fonts nest two or three deep. */
const maxDepth = 8;

/** SVG path data of one glyph of a TrueType `glyf` table, in font units with y up (OpenType specification, "glyf"). */
export function readGlyphOutline(glyph: number, dataOf: GlyphData): string {
  return readContours(glyph, dataOf, 0).map(drawContour).join('');
}

function readContours(glyph: number, dataOf: GlyphData, depth: number): Contour[] {
  const data = dataOf(glyph);
  if (data === undefined || depth > maxDepth) return [];
  const contourCount = data.getInt16(0);
  return contourCount >= 0
    ? readSimpleGlyph(data, contourCount)
    : readCompositeGlyph(data, (part) => readContours(part, dataOf, depth + 1));
}

const flag = { onCurve: 1, xByte: 2, yByte: 4, repeat: 8, xSameOrPositive: 16, ySameOrPositive: 32 };

function readSimpleGlyph(data: DataView, contourCount: number): Contour[] {
  const ends = Array.from({ length: contourCount }, (_, i) => data.getUint16(10 + i * 2));
  const pointCount = (ends.at(-1) ?? -1) + 1;
  let at = 10 + contourCount * 2;
  at += 2 + data.getUint16(at);

  const flags: number[] = [];
  while (flags.length < pointCount) {
    const value = data.getUint8(at++);
    const repeats = value & flag.repeat ? data.getUint8(at++) : 0;
    for (let i = 0; i <= repeats; i++) flags.push(value);
  }
  const readCoordinates = (byteFlag: number, sameFlag: number): number[] => {
    let value = 0;
    return flags.map((bits) => {
      if (bits & byteFlag) value += bits & sameFlag ? data.getUint8(at++) : -data.getUint8(at++);
      else if (!(bits & sameFlag)) {
        value += data.getInt16(at);
        at += 2;
      }
      return value;
    });
  };
  const xs = readCoordinates(flag.xByte, flag.xSameOrPositive);
  const ys = readCoordinates(flag.yByte, flag.ySameOrPositive);
  const points = flags.map((bits, i) => ({ x: xs[i]!, y: ys[i]!, onCurve: (bits & flag.onCurve) !== 0 }));
  return ends.map((end, i) => points.slice(i === 0 ? 0 : ends[i - 1]! + 1, end + 1));
}

const part = { words: 1, offsets: 2, scale: 8, more: 32, xyScale: 64, matrix: 128 };

function readCompositeGlyph(data: DataView, contoursOf: (glyph: number) => Contour[]): Contour[] {
  const contours: Contour[] = [];
  let at = 10;
  let bits: number;
  do {
    bits = data.getUint16(at);
    const glyph = data.getUint16(at + 2);
    at += 4;
    const words = (bits & part.words) !== 0;
    // Without the offsets flag the two numbers would be indices of points to align. No glyph drawn here uses that.
    const [dx, dy] = words
      ? [data.getInt16(at), data.getInt16(at + 2)]
      : [data.getInt8(at), data.getInt8(at + 1)];
    at += words ? 4 : 2;
    const read = (): number => {
      at += 2;
      return data.getInt16(at - 2) / 16384;
    };
    let [a, b, c, d] = [1, 0, 0, 1];
    if (bits & part.scale) a = d = read();
    else if (bits & part.xyScale) [a, d] = [read(), read()];
    else if (bits & part.matrix) [a, b, c, d] = [read(), read(), read(), read()];
    const [offsetX, offsetY] = bits & part.offsets ? [dx, dy] : [0, 0];
    for (const contour of contoursOf(glyph)) {
      contours.push(
        contour.map(({ x, y, onCurve }) => ({
          x: a * x + c * y + offsetX,
          y: b * x + d * y + offsetY,
          onCurve,
        })),
      );
    }
  } while (bits & part.more);
  return contours;
}

/** Reads quadratic splines: between two off-curve points in a row lies an on-curve point, half way. */
function drawContour(contour: Contour): string {
  const points = contour.flatMap((point, i) => {
    const next = contour[(i + 1) % contour.length]!;
    return point.onCurve || next.onCurve ? [point] : [point, middle(point, next)];
  });
  const first = points.findIndex((point) => point.onCurve);
  if (first < 0) return '';
  const ring = [...points.slice(first), ...points.slice(0, first), points[first]!];
  let path = `M${write(ring[0]!)}`;
  for (let i = 1; i < ring.length; i++) {
    const point = ring[i]!;
    path += point.onCurve ? `L${write(point)}` : `Q${write(point)} ${write(ring[++i]!)}`;
  }
  return `${path}Z`;
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, onCurve: true };
}

function write({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
