import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceFolder } from '../results/source-folder.ts';
import { ReportError } from './report-error.ts';

/** A figure that the plot stage drew for print. The page offers it for download. */
export interface FigureFile {
  /** File name without extension: `figure-1-transfer`. */
  readonly name: string;
  /** Its SVG. Text is drawn as outlines, so that it looks the same everywhere. */
  readonly svg: string;
}

/**
 * Reads the figures of one plot action.
 * @throws ReportError when there is none
 */
export async function readFigures({ path }: SourceFolder): Promise<FigureFile[]> {
  const names = (await readdir(path)).filter((name) => /^[^.]+\.svg$/.test(name)).sort();
  if (names.length === 0) {
    throw new ReportError(
      `${path}: no figure in it`,
      'Give the figure output of the plot stage as the input "figures" of the report stage',
    );
  }
  return Promise.all(
    names.map(async (name) => ({
      name: name.replace(/\.svg$/, ''),
      svg: await readFile(join(path, name), 'utf8'),
    })),
  );
}
