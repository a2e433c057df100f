import type { Architecture } from './architectures.ts';
import { NetworkError } from './errors.ts';
import type { LayerRow } from './layers.ts';

const IMAGE_SIZE = 32;
const CLASSES = 10;

/**
 * Checks a table of layers that comes from outside (a module, a model file), for everything that would otherwise fail
 * inside the engine. Puts its members into a fixed order.
 * @param value `{ bayesian?, activation?, rows }`; absent: not Bayesian; relu, or softplus where it is Bayesian
 * @throws NetworkError NETWORK_INVALID naming the row
 */
export function checkArchitecture(name: string, value: unknown): Architecture {
  const invalid = (problem: string, hint = TABLE_HINT): NetworkError =>
    new NetworkError('NETWORK_INVALID', `The network ${JSON.stringify(name)} ${problem}`, { hint });
  if (!isObject(value)) throw invalid('is not a table of layers');
  const { bayesian = false, activation = bayesian === true ? 'softplus' : 'relu', rows, twin } = value;
  if (typeof bayesian !== 'boolean') throw invalid(`has bayesian ${JSON.stringify(bayesian)}`);
  if (activation !== 'relu' && activation !== 'softplus')
    throw invalid(`has the activation ${JSON.stringify(activation)}`, 'Choose relu or softplus.');
  if (twin !== undefined && typeof twin !== 'string') throw invalid('has a twin that is no name');
  if (!Array.isArray(rows) || rows.length === 0) throw invalid('has no rows');
  let extent = IMAGE_SIZE;
  const checked = rows.map((row: unknown, index): LayerRow => {
    const at = `has in row ${index + 1}`;
    const layer = readRow(row);
    if (layer === undefined) throw invalid(`${at} ${JSON.stringify(row) ?? typeof row}, which is no layer`);
    if (layer.kind === 'conv' || layer.kind === 'maxPool') {
      if (extent === 0) throw invalid(`${at} a ${layer.kind} after a dense layer`, 'Put dense layers last.');
      const width = layer.kind === 'conv' ? layer.kernel : layer.size;
      if (layer.stride > width)
        throw invalid(
          `${at} stride ${layer.stride} beyond its ${width} pixels`,
          'Take a stride that leaves out none.',
        );
      extent = Math.floor((extent + (layer.kind === 'conv' ? 2 * layer.pad : 0) - width) / layer.stride) + 1;
      if (extent < 1) throw invalid(`${at} ${width} pixels, more than are left`, 'Pool less, or pad.');
    }
    if (layer.kind === 'dense') extent = 0;
    return layer;
  });
  const last = checked.at(-1);
  if (last?.kind !== 'dense' || last.outputs !== CLASSES)
    throw invalid(`does not end in dense(${CLASSES})`, 'The last row gives the logits of the classes.');
  return { bayesian, activation, ...(twin === undefined ? {} : { twin }), rows: checked };
}

const TABLE_HINT =
  'A network is { bayesian, activation, rows }, with rows made by conv, act, pool, dropout and dense (docs/how-to/add-a-network.md).';

/** The row with its members in order; undefined when it is not a row. */
function readRow(row: unknown): LayerRow | undefined {
  if (!isObject(row)) return undefined;
  const { kind, outputs, kernel, stride, pad, size, rate } = row;
  if (kind === 'conv' && [outputs, kernel, stride].every(isCount) && (pad === 0 || isCount(pad)))
    return { kind, outputs, kernel, stride, pad } as LayerRow;
  if (kind === 'maxPool' && [size, stride].every(isCount)) return { kind, size, stride } as LayerRow;
  if (kind === 'dense' && isCount(outputs)) return { kind, outputs } as LayerRow;
  if (kind === 'dropout' && typeof rate === 'number' && rate >= 0 && rate < 1) return { kind, rate };
  return kind === 'activation' ? { kind } : undefined;
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 1;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
