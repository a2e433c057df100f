// Made from schemas/stages/import-model.schema.json by scripts/generate-types.ts. Do not edit.
/**
 * Params of the stage import-model: bring in weights that were trained elsewhere.
 */
export interface ImportModelParams {
  /**
   * Path of a safetensors file with PyTorch's names and layouts (conv1.weight, fc1.bias_rho…), relative to the pipeline's folder. F16, BF16 and F64 become F32.
   */
  weights: string;
  /**
   * The network the weights belong to; with a module, any name for the network that it defines.
   */
  network: string;
  /**
   * Module whose default export defines the network (docs/how-to/add-a-network.md): path relative to the pipeline's folder, or package specifier.
   */
  module?: string;
}
