import { ARCHITECTURES } from './architectures.ts';
import { NetworkError } from './errors.ts';
import { type Layer, resolveLayers, type WeightedLayer } from './layers.ts';
import type { NetworkName } from './model.ts';

/** Height and width of every image. */
const IMAGE_SIZE = 32;

/** A network's resolved table for a number of input channels. Pure data. */
export interface Network {
  readonly name: NetworkName;
  readonly bayesian: boolean;
  readonly activation: 'relu' | 'softplus';
  readonly twin: NetworkName;
  /** 1 (grey) or 3 (colour). */
  readonly channels: number;
  readonly layers: readonly Layer[];
}

/**
 * Resolves a network's table.
 * @throws NetworkError NETWORK_UNKNOWN
 */
export function defineNetwork(name: string, channels: number): Network {
  if (!isNetworkName(name)) {
    throw new NetworkError('NETWORK_UNKNOWN', `There is no network called ${JSON.stringify(name)}`, {
      hint: `Choose one of ${Object.keys(ARCHITECTURES).join(', ')}.`,
    });
  }
  const { rows, ...rest } = ARCHITECTURES[name];
  return { name, channels, ...rest, layers: resolveLayers(rows, channels, IMAGE_SIZE) };
}

function isNetworkName(name: string): name is NetworkName {
  return Object.hasOwn(ARCHITECTURES, name);
}

/** The layers that have weights, from input to output. */
export function listWeightedLayers(network: Network): WeightedLayer[] {
  return network.layers.filter((layer) => 'name' in layer);
}
