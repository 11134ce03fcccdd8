import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

/** Fonts to test with: a narrow and a wide one, the same on all machines, and the machine's own. */
export type TestFont = 'narrow' | 'wide' | 'own';

/** Files of a font with Cyrillic and Latin, by weight and range of characters. */
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

/** A font face to load into the page. */
interface Face {
  readonly weight: string;
  readonly range: string;
  readonly url: string;
}

/** Loads the fonts into the page, for `useFont`. */
export async function bringFonts(page: Page): Promise<void> {
  const brought = Object.entries(FILES).map(([font, files]): readonly [string, readonly Face[]] => [
    font,
    files.map(([weight, range, file]) => {
      const data = readFileSync(require.resolve(file)).toString('base64');
      return { weight, range, url: `url(data:font/${file.split('.').pop() ?? ''};base64,${data})` };
    }),
  ]);
  await page.evaluate(async (fonts) => {
    const faces = new Map(
      fonts.map(([font, parts]) => [
        font,
        // The first font family of our style sheet.
        parts.map(({ weight, range, url }) => new FontFace('PT Sans', url, { weight, unicodeRange: range })),
      ]),
    );
    await Promise.all([...faces.values()].flat().map((face) => face.load()));
    Object.assign(window, { testFonts: faces });
  }, brought);
}

/** Shows the page in this font; resolves once it is drawn. After `bringFonts`. */
export async function useFont(page: Page, font: TestFont): Promise<void> {
  await page.evaluate(async (chosen) => {
    const { testFonts } = window as unknown as { testFonts: ReadonlyMap<string, readonly FontFace[]> };
    for (const [name, faces] of testFonts)
      for (const face of faces) {
        if (name === chosen) document.fonts.add(face);
        else document.fonts.delete(face);
      }
    // The panel is positioned when its new size is known, at the end of the frame.
    await new Promise<void>((resolve) => {
      requestAnimationFrame(() => {
        setTimeout(resolve);
      });
    });
  }, font);
}
