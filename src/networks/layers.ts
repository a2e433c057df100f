/** A row of a network's table, with its sizes resolved. `name` is the prefix of the layer's tensors in files. */
export type Layer =
  | {
      readonly kind: 'conv';
      readonly name: string;
      readonly inputs: number;
      readonly outputs: number;
      readonly kernel: number;
      readonly stride: number;
      /** Zeros added on each of the four sides. */
      readonly pad: number;
    }
  | { readonly kind: 'activation' }
  | { readonly kind: 'dropout'; readonly rate: number }
  | { readonly kind: 'maxPool'; readonly size: number; readonly stride: number }
  | {
      readonly kind: 'dense';
      readonly name: string;
      readonly inputs: number;
      readonly outputs: number;
      /** The feature map that it flattens; 1×1 after another dense layer. */
      readonly map: { readonly channels: number; readonly height: number; readonly width: number };
    };

/** A layer with weights. */
export type WeightedLayer = Extract<Layer, { name: string }>;

/** A row as written in architectures.ts, without the sizes that follow from the rows above it. */
export type LayerRow =
  | {
      readonly kind: 'conv';
      readonly outputs: number;
      readonly kernel: number;
      readonly stride: number;
      readonly pad: number;
    }
  | { readonly kind: 'activation' }
  | { readonly kind: 'dropout'; readonly rate: number }
  | { readonly kind: 'maxPool'; readonly size: number; readonly stride: number }
  | { readonly kind: 'dense'; readonly outputs: number };

/** Fills in names (conv1…, fc1…), input sizes and flattened maps, starting from images of `size` × `size` pixels. */
export function resolveLayers(rows: readonly LayerRow[], channels: number, size: number): Layer[] {
  let map = { channels, height: size, width: size };
  let convs = 0;
  let denses = 0;
  return rows.map((row): Layer => {
    switch (row.kind) {
      case 'conv': {
        convs += 1;
        const extent = (length: number): number => slide(length + 2 * row.pad, row.kernel, row.stride);
        const layer: Layer = { ...row, name: `conv${convs}`, inputs: map.channels };
        map = { channels: row.outputs, height: extent(map.height), width: extent(map.width) };
        return layer;
      }
      case 'maxPool': {
        const extent = (length: number): number => slide(length, row.size, row.stride);
        map = { ...map, height: extent(map.height), width: extent(map.width) };
        return row;
      }
      case 'dense': {
        denses += 1;
        const inputs = map.channels * map.height * map.width;
        const layer: Layer = { ...row, name: `fc${denses}`, inputs, map };
        map = { channels: row.outputs, height: 1, width: 1 };
        return layer;
      }
      default:
        return row;
    }
  });
}

/** For each layer with weights, the number of its activations for one image of `size` × `size` pixels. */
export function countActivations(layers: readonly Layer[], size: number): number[] {
  let side = size;
  return layers.flatMap((layer) => {
    if (layer.kind === 'conv') {
      side = slide(side + 2 * layer.pad, layer.kernel, layer.stride);
      return [side * side * layer.outputs];
    }
    if (layer.kind === 'maxPool') side = slide(side, layer.size, layer.stride);
    return layer.kind === 'dense' ? [layer.outputs] : [];
  });
}

/** How many positions a window has along one side. */
function slide(length: number, window: number, stride: number): number {
  return Math.floor((length - window) / stride) + 1;
}
