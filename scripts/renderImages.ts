import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from './openBrowser';

/** Pictures that amoCRM demands: name -> width, height, px; `word` where there is room for the name. */
const IMAGES = [
  { name: 'logo_main', width: 400, height: 272, mark: 120, word: 44 },
  { name: 'logo_medium', width: 240, height: 84, mark: 56, word: 30 },
  { name: 'logo_dp', width: 174, height: 109, mark: 52, word: 22 },
  { name: 'logo', width: 130, height: 100, mark: 76, word: 0 },
  { name: 'logo_small', width: 108, height: 108, mark: 92, word: 0 },
  { name: 'logo_min', width: 84, height: 84, mark: 72, word: 0 },
] as const;

const root = join(__dirname, '..');

/** Renders scripts/images/mark.svg into src/blank/images. */
async function main(): Promise<void> {
  const mark = readFileSync(join(root, 'scripts/images/mark.svg'), 'utf8');
  const browser = await openBrowser();
  try {
    for (const image of IMAGES) {
      const page = await browser.newPage({ viewport: { width: image.width, height: image.height } });
      const direction = image.height > 150 || image.name === 'logo_dp' ? 'column' : 'row';
      await page.setContent(`<style>
        body { margin: 0; height: 100vh; display: flex; flex-direction: ${direction}; gap: ${image.mark / 6}px;
          align-items: center; justify-content: center; background: #fff;
          font: 700 ${image.word}px "Liberation Sans", sans-serif; color: #1d2b3a; letter-spacing: -.02em }
        svg { width: ${image.mark}px; height: ${image.mark}px } b { color: #2464d6 }
      </style>${mark}${image.word > 0 ? '<span>Asterisk<b>NG</b></span>' : ''}`);
      writeFileSync(join(root, 'src/blank/images', `${image.name}.png`), await page.screenshot());
      await page.close();
    }
  } finally {
    await browser.close();
  }
}

void main();
