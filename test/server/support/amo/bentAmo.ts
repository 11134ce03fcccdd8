import { FakeTimer } from '../../../support/FakeTimer';
import { FakeAmo } from './FakeAmo';
import { buildCrm, type TestCrm } from './startCrm';

/**
 * amoCRM's side before an amoCRM whose answers are changed on their way.
 * @param change gets the parsed body of each answer that has one
 */
export function bentAmo(
  change: (request: { readonly method: string; readonly path: string }, body: object) => void,
  settings: Parameters<typeof buildCrm>[0] = {},
): TestCrm {
  const timer = new FakeTimer();
  const amo = new FakeAmo(timer);
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const answer = await amo.fetch(url, init);
    const text = await answer.text();
    if (text === '') return new Response(null, { status: answer.status });
    const body = JSON.parse(text) as object;
    change({ method: init.method ?? 'GET', path: new URL(url).pathname }, body);
    return new Response(JSON.stringify(body), { status: answer.status });
  };
  return buildCrm(settings, { timer, amo, fetch });
}
