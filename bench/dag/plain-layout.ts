import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where tools without a layout of their own keep things. */
export const PLAIN_LAYOUT = {
  input: (item: number) => `data/${item}.bin`,
  output: (item: number) => `out/${item}.bin`,
  joined: 'joined.bin',
};

/** Writes a plain project's one file of rules, and its empty output folder. */
export function writePlain(folder: string, name: string, text: string): void {
  mkdirSync(join(folder, 'out'), { recursive: true });
  writeFileSync(join(folder, name), text);
}
