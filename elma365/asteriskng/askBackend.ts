import { ask, type FarAnswer } from '../core/ask';
import { member, textOf } from '../core/member';
import { fault } from '../core/fault';
import { setting } from '../core/setting';

/** Path of the backend's routes for ELMA365, if the address names none. */
const ROUTES_PATH = '/elma365';

/** The backend's reasons to refuse, in words. */
const REFUSALS: ReadonlyMap<string, string> = new Map([
  [
    'UnknownAgent',
    'АТС не знает пользователя с таким внутренним номером. Проверьте сопоставление пользователей.',
  ],
  ['InvalidNumber', 'На этот номер позвонить нельзя.'],
  ['NumberForbidden', 'Этот номер запрещён правилами компании: платный, спутниковый или из списка.'],
  ['OutsideHours', 'Сейчас нерабочее время: звонки наружу закрыты.'],
  ['TooManyCalls', 'Исчерпан дневной предел звонков. Обратитесь к администратору.'],
  ['AgentBusy', 'Ваш телефон занят: завершите разговор или поставьте его на удержание.'],
  ['AgentUnavailable', 'Ваш телефон не на связи или не отвечает.'],
  ['NotSupported', 'Эта АТС не умеет звонить по команде.'],
  ['TelephonyUnavailable', 'АТС не отвечает. Повторите позже.'],
  ['TooManyRequests', 'Слишком много запросов или звонков подряд. Повторите через минуту.'],
  [
    'WrongWebhook',
    'Бэкенд AsteriskNG не шлёт события по этому адресу: в его настройке elma365.address другой сервер.',
  ],
]);

/**
 * A request to the backend's routes for ELMA365; returns the JSON. Fails with a fault in plain words.
 * @param body null: GET
 */
export async function askBackend(
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body: object | null,
): Promise<unknown> {
  const key = setting('key');
  if (key === '') throw fault('Не заполнено поле key: ключ бэкенда AsteriskNG.');
  const url = backendAddress(setting('address')) + path;
  const headers: Record<string, string> = { Authorization: 'Bearer ' + key };
  if (body === null) return backendJson(await ask(url, { method, headers }));
  headers['Content-Type'] = 'application/json';
  return backendJson(await ask(url, { method, headers, body: JSON.stringify(body) }));
}

/** Address as typed by a person, without a slash at its end. Fails with a fault. */
export function backendAddress(typed: string): string {
  if (typed === '') throw fault('Не заполнено поле address: адрес бэкенда AsteriskNG.');
  if (/^http:/i.test(typed))
    throw fault('Адрес бэкенда начинается с http. Нужен https: иначе ключ уйдёт открытым.');
  const match = /^(?:https:\/\/)?([a-z\d.-]+(?::\d{1,5})?)((?:\/[\w.-]+)*)\/*$/i.exec(typed);
  if (match === null) throw fault('Адрес бэкенда записан неверно. Пример: https://domain.com/elma365');
  return 'https://' + (match[1] ?? '') + (match[2] || ROUTES_PATH);
}

function backendJson(answer: FarAnswer): unknown {
  const { status, json } = answer;
  if (status === 401) throw fault('Бэкенд AsteriskNG не принял ключ. Проверьте поле key.');
  const reason = textOf(member(json, 'error'));
  const words = REFUSALS.get(reason);
  if (words !== undefined) throw fault(words);
  if (status === 404 || typeof json !== 'object' || json === null)
    throw fault('По этому адресу отвечает не бэкенд AsteriskNG. Проверьте поле address.');
  if (status < 200 || status >= 300) throw fault(`Бэкенд AsteriskNG отказал (${status}).`);
  return json;
}
