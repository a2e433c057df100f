import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { IMAGE_TYPES } from '../../compare/compare-files.ts';
import type { FileDifference, FileVersion } from '../../compare/file-difference.ts';
import { html, type Markup } from '../../formats/html.ts';

/** A page much larger than this opens slowly. */
const MAX_PAGE_IMAGE_BYTES = 20 * 1024 * 1024;
const MAX_IMAGE_BYTES = 4 * 1024 * 1024;

/** Puts images into the page as data addresses, side by side, until the page is full. */
export class ImageShelf {
  #usedBytes = 0;

  /** @returns undefined if the bytes are no image */
  async show(path: string, { before, after }: FileDifference): Promise<Markup | undefined> {
    const type = IMAGE_TYPES.get(extname(path).toLowerCase());
    if (type === undefined) return undefined;
    return html`<div class="images">${await this.#figure('A', path, type, before)}${await this.#figure('B', path, type, after)}</div>`;
  }

  async #figure(side: string, path: string, type: string, version: FileVersion | undefined): Promise<Markup> {
    if (version === undefined) return html`<figure><figcaption>${side}: none</figcaption></figure>`;
    if (version.size > MAX_IMAGE_BYTES || this.#usedBytes + version.size > MAX_PAGE_IMAGE_BYTES) {
      return html`<figure><figcaption>${side}: left out to keep the page small (${version.size} bytes)</figcaption></figure>`;
    }
    this.#usedBytes += version.size;
    const data = (await readFile(version.absolutePath)).toString('base64');
    return html`<figure><img alt="${path} of ${side}" src="data:${type};base64,${data}"><figcaption>${side}</figcaption></figure>`;
  }
}
