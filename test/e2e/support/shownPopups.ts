import type { Page } from 'playwright-core';

/** A popup as it was on screen at some moment. */
interface ShownPopup {
  /** Differs for each popup. */
  readonly key: number;
  readonly text: string;
}

type Recorder = Window & { asteriskngShown?: ShownPopup[] };

/** Makes the page write down what its popups show, from its first script on. */
export async function recordPopups(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shown: ShownPopup[] = [];
    const seen = new Map<Element, { readonly key: number; text: string }>();
    (window as Recorder).asteriskngShown = shown;
    new MutationObserver(() => {
      for (const popup of document.querySelectorAll('.asteriskng-popup')) {
        const text = popup.textContent;
        const known = seen.get(popup) ?? { key: seen.size, text: '' };
        seen.set(popup, known);
        if (known.text === text) continue;
        known.text = text;
        shown.push({ key: known.key, text });
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

/**
 * Waits for a popup with this text that may be gone again: an outcome leaves the screen after 7 s, which is less than
 * a test under load may take between two of its lines.
 * @param before keys of popups that do not count
 * @returns its key
 */
export async function untilShown(page: Page, text: string, before: readonly number[]): Promise<number> {
  const found = await page.waitForFunction(
    ([wanted, known]) =>
      (window as Recorder).asteriskngShown?.find(
        (one) => one.text.includes(wanted) && !known.includes(one.key),
      ),
    [text, before] as const,
  );
  const { key } = (await found.jsonValue()) as ShownPopup;
  return key;
}
