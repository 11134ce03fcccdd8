import { language } from './choice';
import { fetchJson } from './fetchJson';
import type { StyleCaption, StyleStep } from './StyleCaption';

/** The state that this frame shows; null: it is no frame of the style page. */
export let style: StyleCaption | null = null;

/** Loads the state with this name, for `holdBack` and `playStyle`. */
export async function loadStyle(name: string): Promise<StyleCaption> {
  const all = await fetchJson<readonly StyleCaption[]>('/ajax/styles');
  const found = all.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no state ${name}`);
  style = found;
  return found;
}

/**
 * Does what leads to the state, each step as soon as its node is there, and marks the page with `data-state-ready` when the
 * state is shown. It moves no focus, since only one frame of a page can have it.
 */
export function playStyle({ steps, shows, says }: StyleCaption): void {
  const left = [...steps];
  const go = (): void => {
    const [step] = left;
    if (step === undefined) {
      if (document.querySelector(shows)?.textContent.includes(says[language]) === true)
        document.body.setAttribute('data-state-ready', '');
    } else if (take(step)) {
      left.shift();
      go();
    }
  };
  new MutationObserver(go).observe(document.body, {
    attributes: true,
    attributeFilter: ['class', 'aria-pressed', 'aria-busy', 'aria-disabled', 'data-status-known', 'hidden'],
    childList: true,
    subtree: true,
  });
  go();
}

/** Takes the step; false: its node is not there yet, or the status is not. */
function take(step: StyleStep): boolean {
  const input = document.querySelector<HTMLInputElement>('#asteriskng-input');
  if (input === null || !document.body.hasAttribute('data-status-known')) return false;
  if ('type' in step) {
    input.value = step.type[language];
    input.dispatchEvent(new Event('input'));
    return true;
  }
  const node =
    step.press === 'field'
      ? input
      : document.querySelector<HTMLElement>(
          `:is([data-command=${step.press}], [data-note=${step.press}], [data-missed=${step.press}], [data-history=${step.press}])`,
        );
  if (node === null || node.getAttribute('aria-disabled') === 'true') return false;
  node.click();
  return true;
}
