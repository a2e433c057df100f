/**
 * Whether a file of a wheel is part of an engine: TensorFlow's library, the libraries that it is linked to, the few
 * headers that the binding includes, and the CUDA libraries. Files keep their paths from the wheel, because the libraries
 * find each other by paths relative to themselves (`$ORIGIN/../nvidia/cublas/lib`).
 */
export function isEngineFile(name: string): boolean {
  return parts.some((part) => part.test(name));
}

const parts = [
  /^tensorflow\/libtensorflow_(cc|framework)\.(so\.2|2\.dylib)$/,
  // Libraries that auditwheel has put beside the package.
  /^tensorflow[^/]*\.libs\//,
  /^tensorflow\/include\/tensorflow\/c\/[^/]+\.h$/,
  /^tensorflow\/include\/tensorflow\/c\/eager\/c_api[^/]*\.h$/,
  /^tensorflow\/include\/tensorflow\/core\/platform\/ctstring[^/]*\.h$/,
  // Their place differs between releases: tsl/, external/local_tsl/tsl/, xla/tsl/.
  /^tensorflow\/include\/(external\/[^/]+\/)?(xla\/)?tsl\/(c\/[^/]+|platform\/ctstring[^/]*)\.h$/,
  /^nvidia\/[^/]+\/lib\//,
  // ptxas and libdevice, with which TensorFlow compiles kernels for new devices.
  /^nvidia\/cuda_nvcc\/(bin|nvvm)\//,
];
