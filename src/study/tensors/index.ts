export { TensorFileError, type TensorFileErrorCode } from './errors.ts';
export { decodeIdx, encodeIdx, type IdxArray, readIdx, writeIdx } from './idx.ts';
export {
  convertDenseToLinear,
  convertHwioToOihw,
  convertLinearToDense,
  convertNchwToNhwc,
  convertNhwcToNchw,
  convertOihwToHwio,
  type FlattenedMap,
} from './layout.ts';
export { decodeNpy, encodeNpy, type NpyArray, type NpyDtype, readNpy, writeNpy } from './npy.ts';
export {
  decodeSafetensors,
  encodeSafetensors,
  readSafetensors,
  type Weights,
  type WeightTensor,
  writeSafetensors,
} from './safetensors.ts';
