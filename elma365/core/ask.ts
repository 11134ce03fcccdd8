import { fault } from './fault';
import { withinLimit } from './withinLimit';

/** What the far end answered. */
export interface FarAnswer {
  /** HTTP's status. */
  status: number;
  text: string;
  /** The text parsed as JSON; undefined when it is none. */
  json: unknown;
}

/** People wait for the answer; the platform itself would wait for a minute. ms */
const LIMIT_MS = 10000;

/** Sends a request. Fails with a fault when there is no answer. */
export async function ask(url: string, request: FetchRequest): Promise<FarAnswer> {
  return withinLimit(send(url, request), LIMIT_MS);
}

async function send(url: string, request: FetchRequest): Promise<FarAnswer> {
  let response: FetchResponse;
  try {
    response = await fetch(url, request);
  } catch {
    throw fault('Нет связи с АТС: проверьте адрес и доступ сервера ELMA365 в интернет.');
  }
  const text = await bodyOf(response);
  return { status: response.status, text, json: parsed(text) };
}

/** `text` is not documented, so `json` serves where it is missing. */
async function bodyOf(response: FetchResponse): Promise<string> {
  const read: unknown = Reflect.get(response, 'text');
  try {
    if (typeof read !== 'function') return JSON.stringify(await response.json());
    const text: unknown = await Reflect.apply(read, response, []);
    return typeof text === 'string' ? text : '';
  } catch {
    return '';
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
