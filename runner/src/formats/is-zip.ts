/** Whether a file is a zip archive: torch.save and numpy.savez write these, under names that promise something else. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}
