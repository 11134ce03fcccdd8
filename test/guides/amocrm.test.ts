import * as v from 'valibot';
import { postedCalls } from '../server/support/amo/requestSchemas';
import { Guide, quotedIn } from './support/Guide';

test.each([
  ['AMOCRM.md', ['поле', 'значение'], 'тело'],
  ['AMOCRM.en.md', ['field', 'value'], 'body'],
])('the body for the IVR in %s is one that amoCRM’s documents allow', (name, head, bodyField) => {
  const rows = new Guide(name).table(head);
  const [, body = ''] = rows.find(([field]) => field === bodyField) ?? [];
  const sent = (quotedIn(body)[0] ?? '')
    .replace('%CGPN%', '79101234567')
    .replace('%RECORD_URL%', 'https://ecss.example.com/records/1.wav');
  expect(v.safeParse(postedCalls, JSON.parse(sent)).issues).toBeUndefined();
});
