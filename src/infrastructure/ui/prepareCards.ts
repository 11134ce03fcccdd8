import { nextTask } from '../../system/nextTask';
import type { Scope } from '../../system/Scope';
import type { RenderTemplate } from '../amocrm/RenderTemplate';
import cardTemplate from './call/callCard.twig';

/**
 * Does what the browser and the host's Twig do once, before a call rings: half of the time of the first card went into it.
 * Each part is a task of its own.
 */
export async function prepareCards(render: RenderTemplate, scope: Scope): Promise<void> {
  const parts = [
    // The first format of a kind reads the browser's list of languages.
    () => new Intl.NumberFormat(),
    () => new Intl.DateTimeFormat(),
    // Compiles it.
    () => render(cardTemplate, {}),
  ];
  for (const part of parts) {
    await nextTask(scope);
    part();
  }
}
