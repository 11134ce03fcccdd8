import { fault } from '../core/fault';
import { choice, setting } from '../core/setting';

/** Generation of the telephone system's API. */
export type MegafonApi = 'old' | 'new';

/** How to reach the telephone system. */
export interface MegafonAccess {
  api: MegafonApi;
  /** Address without a slash at its end: of the old API's script, or of the new one's root. */
  address: string;
  key: string;
}

const OLD_PATH = '/sys/crm_api.wcgp';
const NEW_PATH = '/crmapi/v1';

/** Reads `endpoint`, `api` and `apiKey`. Fails with a fault when something is missing or wrong. */
export function megafonAccess(): MegafonAccess {
  const key = setting('apiKey');
  if (key === '') throw fault('Не заполнено поле apiKey: ключ для авторизации в облачной АТС.');
  const { api, address } = megafonAddress(setting('endpoint'), choice('api', ['', 'old', 'new']));
  return { api, address, key };
}

/**
 * Address as typed by a person: with the path of an API or without, with a slash at the end, without https.
 * @param wanted the API that is set; empty: the one that the path belongs to, else the old one
 */
export function megafonAddress(typed: string, wanted: MegafonApi | ''): { api: MegafonApi; address: string } {
  if (typed === '') throw fault('Не заполнено поле endpoint: адрес облачной АТС.');
  if (/^http:/i.test(typed))
    throw fault('Адрес АТС начинается с http. Нужен https: иначе ключ уйдёт открытым.');
  const match = /^(?:https:\/\/)?([a-z\d.-]+(?::\d{1,5})?)(\/[^?#\s]*)?$/i.exec(typed);
  if (match === null) throw fault('Адрес АТС записан неверно. Пример: https://vats123456.megapbx.ru');
  const path = (match[2] ?? '').toLowerCase();
  const api = wanted !== '' ? wanted : path.indexOf('/crmapi') === 0 ? 'new' : 'old';
  return { api, address: 'https://' + (match[1] ?? '') + (api === 'old' ? OLD_PATH : NEW_PATH) };
}

/** Which property of an operator is matched with ELMA365's users: setting `operatorKey`. */
export function operatorKey(): 'ext' | 'login' {
  return choice('operatorKey', ['ext', 'login']);
}

/** Hosts that recordings may come from: setting `linkHosts`, with commas between. Empty: every host. */
export function linkHosts(): string[] {
  return setting('linkHosts')
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((host) => host !== '');
}
