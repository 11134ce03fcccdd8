import { ask, type FarAnswer } from '../core/ask';
import { member, textOf } from '../core/member';
import { fault } from '../core/fault';
import type { MegafonAccess } from './megafonAccess';

/** A command of the old API: form, since all resellers of the platform take one. Fails with a fault. */
export async function askOld(
  access: MegafonAccess,
  cmd: string,
  fields: Record<string, string>,
): Promise<FarAnswer> {
  const all: Record<string, string> = { cmd, token: access.key, ...fields };
  const body = Object.keys(all)
    .map((name) => encodeURIComponent(name) + '=' + encodeURIComponent(all[name] ?? ''))
    .join('&');
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  return checked(access, await ask(access.address, { method: 'POST', headers, body }));
}

/** A request to the new API. @param body null: GET. Fails with a fault. */
export async function askNew(access: MegafonAccess, path: string, body: object | null): Promise<FarAnswer> {
  const headers: Record<string, string> = { 'X-API-KEY': access.key, Accept: 'application/json' };
  const url = access.address + path;
  if (body === null) return checked(access, await ask(url, { method: 'GET', headers }));
  headers['Content-Type'] = 'application/json';
  return checked(access, await ask(url, { method: 'POST', headers, body: JSON.stringify(body) }));
}

/** The status comes first: what is no success need not be JSON. Success with an error inside is none. */
function checked(access: MegafonAccess, answer: FarAnswer): FarAnswer {
  const said = saidBy(access, answer.json);
  const status = answer.status;
  if (status === 401 || status === 403)
    throw fault(`АТС не приняла ключ (${status}). Проверьте поле apiKey.${said}`);
  if ((status >= 300 && status < 400) || (status < 300 && /^\s*</.test(answer.text)))
    throw fault('По этому адресу отвечает не API облачной АТС. Проверьте поле endpoint: имя АТС и путь.');
  if (status === 404) throw fault(`АТС не нашла того, что запрошено (404).${said}`);
  if (status >= 500) throw fault(`АТС сейчас не работает (${status}). Повторите позже.${said}`);
  if (status < 200 || status >= 300 || said !== '') throw fault(`АТС отвергла запрос (${status}).${said}`);
  return answer;
}

/** The far end's own words, if it gives a reason; they never show the key. */
function saidBy(access: MegafonAccess, json: unknown): string {
  const reason = textOf(member(json, 'error')) || textOf(member(json, 'message'));
  return reason === '' ? '' : ' Ответ АТС: ' + reason.split(access.key).join('***').slice(0, 200);
}
