/** How many pixels of the PNG one unit of the SVG has: 300 dots an inch in print. */
const pngScale = 3;

/** Offers the figures inside the page for download, as SVG or PNG. */
export function offerDownloads(page: Document): void {
  for (const button of page.querySelectorAll<HTMLButtonElement>('button[data-download]')) {
    const source = button.parentElement?.querySelector<HTMLElement>('script[data-name]');
    if (!source) continue;
    button.hidden = false;
    button.addEventListener('click', async () => {
      const name = source.dataset['name'] ?? 'figure';
      const svg = await unpack(source.textContent ?? '');
      if (button.dataset['download'] === 'svg') save(svg, `${name}.svg`);
      else save(await drawPng(svg), `${name}.png`);
    });
  }
}

async function unpack(base64: string): Promise<Blob> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Blob([await new Response(stream).arrayBuffer()], { type: 'image/svg+xml' });
}

async function drawPng(svg: Blob): Promise<Blob> {
  const url = URL.createObjectURL(svg);
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * pngScale;
  canvas.height = image.naturalHeight * pngScale;
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(url);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) =>
      blob === null ? reject(new Error('The figure could not be drawn')) : resolve(blob),
    );
  });
}

function save(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // When the click returns, some browsers have not read the content yet.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
