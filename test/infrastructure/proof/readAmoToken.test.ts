/** @jest-environment ./test/support/jsdomEnvironment.js */
import { readAmoToken } from '../../../src/infrastructure/proof/authorizedTransport';

const URL = 'https://telephony.example.com/asterisk_ng';
const outcome = (host: object, limit = new AbortController()): Promise<unknown> =>
  readAmoToken(host, window, URL, limit.signal).catch((error: unknown) => error);
const noToken = { reason: 'refused', detail: 'proof.noToken' };

test('a host that gives no token is the reason, however it says so', async () => {
  expect(await outcome({})).toMatchObject(noToken);
  const throwing = (): never => {
    throw new Error('no integration');
  };
  expect(await outcome({ $authorizedAjax: throwing })).toMatchObject(noToken);
  expect(await outcome({ $authorizedAjax: () => Promise.reject(new Error('403')) })).toMatchObject(noToken);
  const failing = ({ error }: { error: (cause: unknown) => void }): void => {
    error({ status: 403 });
  };
  expect(await outcome({ $authorizedAjax: failing })).toMatchObject(noToken);
});

test('a host that never answers is given up', async () => {
  const limit = new AbortController();
  const asked = outcome({ $authorizedAjax: () => new Promise(() => undefined) }, limit);
  limit.abort();
  expect(await asked).toMatchObject(noToken);
});
