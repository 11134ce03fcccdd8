import type { Page } from 'playwright-core';

/** A recorded text of a popup. */
interface ShownPopup {
  /** Number of the popup. */
  readonly key: number;
  readonly text: string;
}

type Recorder = Window & { asteriskngShown?: ShownPopup[] };

/** Makes the page record all texts of its popups, from its start. */
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
 * Waits for a popup with this text, also one that has disappeared already: an outcome is shown for 7 s only, and a test
 * on a loaded machine may take longer between two steps.
 * @param before keys of popups to ignore
 * @returns key of the popup
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
