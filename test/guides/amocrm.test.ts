import * as v from 'valibot';
import { postedCalls } from '../server/support/amo/requestSchemas';
import { Guide, quotedIn } from './support/Guide';

const rows = new Guide('AMOCRM.md').table(['field', 'value']);

test('the body for the IVR is one that amoCRM’s documents allow', () => {
  const [, body = ''] = rows.find(([field]) => field === 'body') ?? [];
  const sent = (quotedIn(body)[0] ?? '')
    .replace('%CGPN%', '79101234567')
    .replace('%RECORD_URL%', 'https://ecss.example.com/records/1.wav');
  expect(v.safeParse(postedCalls, JSON.parse(sent)).issues).toBeUndefined();
});
