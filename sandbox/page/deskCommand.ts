import { fetchJson } from './fetchJson';
import { language } from './choice';

const words = {
  ru: { failed: 'Не получилось: подробности в окне, где запущена песочница' },
  en: { failed: 'This did not work: see the terminal in which the sandbox runs' },
}[language];

/**
 * Sends a command to the sandbox's server, `POST /desk/<name>`.
 * @returns empty on success, else why it failed, in the page's language
 */
export async function deskCommand(name: string, body: object): Promise<string> {
  try {
    const answer = await fetchJson<{ ok?: boolean; error?: string }>(`/desk/${name}?lang=${language}`, body);
    if (answer.ok === true) return '';
    return answer.ok === false && answer.error !== undefined ? answer.error : words.failed;
  } catch {
    return words.failed;
  }
}
