import type { FakeVats } from '../../support/megafon/FakeVats';
import { writePush, type PushFields, type PushForm } from '../../support/megafon/vatsPushes';
import { elmaSource } from './elmaSource';
import { FakeElma, type ElmaFetch, type Parsed } from './FakeElma';

export const TOKEN = 'Elma-Token-1';
const HOST = 'https://vats123456.megapbx.ru';

/** The platform's fetch with the telephone system's name led to the simulator. */
export function fetchOf(vats: FakeVats): ElmaFetch {
  return (url, request) => {
    if (!url.startsWith(`${HOST}/`)) throw new TypeError('getaddrinfo ENOTFOUND');
    return fetch(url.replace(HOST, vats.address), request);
  };
}

const unreachable: ElmaFetch = () => Promise.reject(new Error('no telephone system in this test'));

/** ELMA365 with the MegaFon module as an administrator has set it up. */
export function elmaMegafon(
  settings: Readonly<Record<string, unknown>> = {},
  vats?: FakeVats,
  more: Record<string, unknown> = {},
): FakeElma {
  const elma = new FakeElma(elmaSource('megafon'), vats === undefined ? unreachable : fetchOf(vats), more);
  Object.assign(elma.params, {
    apiKey: vats?.state.key ?? 'vats-key-of-the-test',
    endpoint: `${HOST}/sys/crm_api.wcgp`,
    crmToken: TOKEN,
    ...settings,
  });
  return elma;
}

/** A push with the right token. */
export async function push(elma: FakeElma, fields: PushFields, form: PushForm = 'form'): Promise<Parsed> {
  const { body, headers } = writePush(fields, TOKEN, form);
  return elma.webhook(body, headers);
}
