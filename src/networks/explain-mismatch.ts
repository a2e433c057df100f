import type { WeightTensor } from '../../runner/src/formats/safetensors.ts';
import type { ParameterSpec } from './parameters.ts';

type Tensors = ReadonlyMap<string, WeightTensor>;

/** Which tensors of a file have names from a network's table, and which do not. */
export interface NameMismatch {
  readonly network: string;
  readonly missing: readonly ParameterSpec[];
  readonly unexpected: readonly string[];
  /** All tensors of the network. */
  readonly specs: readonly ParameterSpec[];
}

/** What to do about names that do not fit. Knows the usual mistakes, and gives Python code for them. */
export function explainNames(tensors: Tensors, mismatch: NameMismatch): string {
  const { network, missing, unexpected, specs } = mismatch;
  const table = `${network} has the tensors ${specs.map(({ name }) => name).join(', ')}.`;
  const prefix = findPrefix(tensors, specs);
  if (prefix !== undefined) {
    return `All names begin with "${prefix}", as DataParallel or a wrapping module leaves them; save {name.removeprefix("${prefix}"): tensor for name, tensor in model.state_dict().items()}.`;
  }
  const kinds = explainKind(tensors, mismatch);
  if (kinds !== undefined) return `${kinds} ${table}`;
  const renames = pairByShape(tensors, mismatch);
  if (renames !== undefined) {
    const dict = renames.map(([from, to]) => `"${from}": "${to}"`).join(', ');
    return `By their shapes they could be renamed so (check the order): names = {${dict}}; save {names.get(name, name): tensor for name, tensor in model.state_dict().items()}. ${table}`;
  }
  const instead =
    missing.length > 0 && unexpected.length > 0 ? `The file has ${unexpected.join(', ')} instead. ` : '';
  return `${instead}${table}`;
}

/** What to do about a tensor whose name fits but whose shape does not. */
export function explainShape(spec: ParameterSpec, shape: readonly number[]): string {
  const expected = spec.fileShape;
  if (isShape(shape, spec.shape) && spec.role === 'weight') {
    return spec.layer.kind === 'conv'
      ? 'It is height×width×in×out, as in TensorFlow; save tensor.permute(3, 2, 0, 1).contiguous().'
      : 'It is in×out; PyTorch has out×in: save tensor.T.contiguous(). After a convolution the inputs must be flattened channel-first.';
  }
  const { layer } = spec;
  if (layer.kind === 'dense' && shape.length === 2 && shape[0] === expected[0] && layer.map.height > 1) {
    const { channels, height, width } = layer.map;
    return `${layer.name} flattens ${channels} channels of ${height}×${width}, which is what images of 32×32 leave; a network for other images (28×28), or with other padding, must be trained again at 32×32.`;
  }
  if (layer.kind === 'conv' && layer.name === 'conv1' && shape.length === 4) {
    return 'Images have 1 or 3 channels. Check that params.network names the network these weights belong to.';
  }
  return 'Check that params.network names the network these weights belong to.';
}

/** A prefix of every name, such as `module.`, without which all names fit. */
function findPrefix(tensors: Tensors, specs: readonly ParameterSpec[]): string | undefined {
  const [first] = tensors.keys();
  const known = specs.find(({ name }) => first?.endsWith(`.${name}`));
  if (first === undefined || known === undefined) return undefined;
  const prefix = first.slice(0, first.length - known.name.length);
  const fits = specs.every(({ name }) => tensors.has(prefix + name));
  return fits && tensors.size === specs.length ? prefix : undefined;
}

/** Says so when the weights are of the other kind of network, or when a Bayesian network has only a part of its own. */
function explainKind(tensors: Tensors, { missing, unexpected }: NameMismatch): string | undefined {
  const isBayesian = [...tensors.keys()].some((name) => name.endsWith('_mu') || name.endsWith('_rho'));
  if (missing.some(({ moment }) => moment === 'value') && isBayesian) {
    return 'These weights are distributions: params.network must name a Bayesian network (blenet, balexnet, bsimplecnn).';
  }
  if (missing.length > 0 && missing.every(({ moment }) => moment !== 'value') && !isBayesian) {
    const plain = new Set(missing.map(({ layer, role }) => `${layer.name}.${role}`));
    if (unexpected.some((name) => plain.has(name))) {
      return 'These weights are numbers, not distributions: params.network must name a frequentist network (lenet, alexnet, simplecnn).';
    }
  }
  if (missing.length > 0 && missing.every(({ moment, role }) => moment === 'rho' && role === 'bias')) {
    return 'Biases are distributions too. Where yours are numbers, save them as bias_mu and add bias_rho = torch.full_like(bias_mu, -20): σ = softplus(-20) = 2e-9 is no noise.';
  }
  if (missing.length > 0 && missing.every(({ moment }) => moment === 'rho')) {
    return 'Each rho gives the standard deviation, σ = softplus(rho); from a σ of your own, rho = torch.log(torch.expm1(sigma)).';
  }
  return undefined;
}

/** For each missing name a name of the file, where shapes and order leave no doubt. */
function pairByShape(
  tensors: Tensors,
  { missing, unexpected }: NameMismatch,
): [from: string, to: string][] | undefined {
  if (missing.length === 0 || missing.length !== unexpected.length) return undefined;
  const keyOf = (shape: readonly number[], isSpread: boolean) => `${shape.join('×')} ${isSpread}`;
  const isBayesian = missing.some(({ moment }) => moment === 'rho');
  const left = new Map<string, string[]>();
  for (const name of unexpected.toSorted(compareNames)) {
    const key = keyOf(tensors.get(name)!.shape, isBayesian && /rho|sigma|logvar/i.test(name));
    left.set(key, [...(left.get(key) ?? []), name]);
  }
  const pairs = missing.map(({ name, fileShape, moment }): [string | undefined, string] => [
    left.get(keyOf(fileShape, moment === 'rho'))?.shift(),
    name,
  ]);
  return pairs.every((pair): pair is [string, string] => pair[0] !== undefined) ? pairs : undefined;
}

/** features.3 before features.10. */
function compareNames(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

function isShape(shape: readonly number[], expected: readonly number[]): boolean {
  return shape.length === expected.length && shape.every((size, axis) => size === expected[axis]);
}
