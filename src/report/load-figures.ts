import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FigureError } from '../figures/figure-error.ts';
import type { SourceFolder } from './source-folder.ts';

/** A figure drawn by the plot stage for print, offered for download. */
export interface FigureFile {
  /** File name without extension: `figure-1-transfer`. */
  readonly name: string;
  /** Its SVG: text as outlines, so that it looks the same everywhere. */
  readonly svg: string;
}

/**
 * Reads the figures of one plot action.
 * @throws FigureError `REPORT_INPUT` when there is none
 */
export async function readFigures({ path }: SourceFolder): Promise<FigureFile[]> {
  const names = (await readdir(path)).filter((name) => /^[^.]+\.svg$/.test(name)).sort();
  if (names.length === 0) {
    throw new FigureError('REPORT_INPUT', `${path}: no figure in it`, {
      hint: 'The figures input must be the figure output of the plot stage',
    });
  }
  return Promise.all(
    names.map(async (name) => ({
      name: name.replace(/\.svg$/, ''),
      svg: await readFile(join(path, name), 'utf8'),
    })),
  );
}
