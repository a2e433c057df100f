import { ARCHITECTURES, type Architecture } from './architectures.ts';
import { checkArchitecture } from './check-architecture.ts';
import { NetworkError } from './errors.ts';
import { countActivations, type Layer, resolveLayers, type WeightedLayer } from './layers.ts';

/** Height and width of every image. */
const IMAGE_SIZE = 32;

/** A network's resolved table for a number of input channels. Pure data. */
export interface Network {
  readonly name: string;
  readonly bayesian: boolean;
  readonly activation: 'relu' | 'softplus';
  readonly twin?: string;
  /** 1 (grey) or 3 (colour). */
  readonly channels: number;
  readonly layers: readonly Layer[];
  /** The table of a network that is not one of the study's. Model files keep it. */
  readonly definition?: Architecture;
}

/**
 * Resolves a network's table.
 * @param definition the network as a module or a model file defines it; absent for one of the study's networks
 * @throws NetworkError NETWORK_UNKNOWN, NETWORK_INVALID
 */
export function resolveNetwork(name: string, channels: number, definition?: unknown): Network {
  if (definition !== undefined) {
    const checked = checkArchitecture(name, definition);
    const { rows, ...rest } = checked;
    const layers = resolveLayers(rows, channels, IMAGE_SIZE);
    return { name, channels, ...rest, layers, definition: checked };
  }
  const known: Readonly<Record<string, Architecture>> = ARCHITECTURES;
  const architecture = Object.hasOwn(known, name) ? known[name] : undefined;
  if (architecture === undefined) {
    throw new NetworkError('NETWORK_UNKNOWN', `There is no network called ${JSON.stringify(name)}`, {
      hint: `Choose one of ${Object.keys(ARCHITECTURES).join(', ')}, or give a module that defines it.`,
    });
  }
  const { rows, ...rest } = architecture;
  return { name, channels, ...rest, layers: resolveLayers(rows, channels, IMAGE_SIZE) };
}

/**
 * The same network with another rate for its dropout layers; 0 removes them. Dropout has no weights, so both networks
 * have the same ones.
 */
export function setDropout(network: Network, rate: number): Network {
  const layers = network.layers.flatMap((layer): Layer[] => {
    if (layer.kind !== 'dropout') return [layer];
    return rate === 0 ? [] : [{ ...layer, rate }];
  });
  return { ...network, layers };
}

/** For each layer with weights, the number of its activations for one example, before pooling. */
export function listActivationCounts(network: Network): number[] {
  return countActivations(network.layers, IMAGE_SIZE);
}

/** The layers that have weights, from input to output. */
export function listWeightedLayers(network: Network): WeightedLayer[] {
  return network.layers.filter((layer) => 'name' in layer);
}
