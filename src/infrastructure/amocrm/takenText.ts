import type { Texts } from './Texts';

/** That a colleague has the client, and how they are called all the same. @param name of the colleague; null: not known */
export function takenText(name: string | null, texts: Texts): string {
  return name === null ? texts('panel.takenBySome') : texts('panel.takenBy', { name });
}
