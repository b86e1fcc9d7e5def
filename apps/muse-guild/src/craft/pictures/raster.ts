import { renderAsync } from '@resvg/resvg-js';

/** An SVG of {@link drawn} as PNG, pixel by pixel its size. Off the main thread; no fonts are needed, and none of the machine's are looked for. */
export async function pngOf(svg: string): Promise<Buffer> {
  const image = await renderAsync(svg, { font: { loadSystemFonts: false }, logLevel: 'off' });
  return Buffer.from(image.asPng());
}
