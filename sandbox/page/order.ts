import { ask } from './ask';
import { language } from './choice';

const words = {
  ru: { failed: 'Не получилось: подробности в окне, где запущена песочница' },
  en: { failed: 'This did not work: see the terminal in which the sandbox runs' },
}[language];

/** Orders something from the sandbox's desk. @returns why it was not done, in the page's language; empty: it was */
export async function order(name: string, body: object): Promise<string> {
  try {
    const answer = await ask<{ ok?: boolean; error?: string }>(`/desk/${name}?lang=${language}`, body);
    if (answer.ok === true) return '';
    return answer.ok === false && answer.error !== undefined ? answer.error : words.failed;
  } catch {
    return words.failed;
  }
}
