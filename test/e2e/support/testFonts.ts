import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

/** Fonts that decide widths on no machine: a narrow one, a wide one, and what the machine has. */
export type TestFont = 'narrow' | 'wide' | 'own';

/** Files of a font that has Cyrillic and Latin, by weight and range of characters. */
const FILES = {
  narrow: [
    ['400', 'U+0400-052F', '@fontsource/pt-sans-narrow/files/pt-sans-narrow-cyrillic-400-normal.woff2'],
    ['700', 'U+0400-052F', '@fontsource/pt-sans-narrow/files/pt-sans-narrow-cyrillic-700-normal.woff2'],
    ['400', 'U+0000-03FF', '@fontsource/pt-sans-narrow/files/pt-sans-narrow-latin-400-normal.woff2'],
    ['700', 'U+0000-03FF', '@fontsource/pt-sans-narrow/files/pt-sans-narrow-latin-700-normal.woff2'],
  ],
  wide: [
    ['400', 'U+0000-FFFF', 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf'],
    ['700', 'U+0000-FFFF', 'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'],
  ],
} as const;

/** Gives the page this font under the name that our style asks for first. */
export async function useFont(page: Page, font: TestFont): Promise<void> {
  if (font === 'own') return;
  const faces = FILES[font].map(([weight, range, file]) => {
    const data = readFileSync(require.resolve(file)).toString('base64');
    return `@font-face { font-family: "PT Sans"; font-weight: ${weight}; unicode-range: ${range}; src: url(data:font/${file.split('.').pop() ?? ''};base64,${data}); }`;
  });
  await page.addStyleTag({ content: faces.join('\n') });
  await page.evaluate(async () => {
    await Promise.all([...document.fonts].map((face) => face.load()));
    await document.fonts.ready;
  });
}
