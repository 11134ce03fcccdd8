import { AmoFault, amoFaultReasons } from '../../../server/crm/client/AmoFault';
import { faultText } from '../../../server/crm/faultText';

test.each(amoFaultReasons)('%s has a Russian text without English words', (reason) => {
  const { ru } = faultText(new AmoFault(reason, 'some words; authorize again', false).message);
  expect(ru.replace('amoCRM', '')).toMatch(/^[^a-z]+$/i);
});

test.each([
  ['refused: POST /api/v4/calls: 400 (0.phone Invalid)', 'POST /api/v4/calls: 400 (0.phone Invalid)'],
  ['refused: POST /api/v4/calls: amoCRM refused the call', 'POST /api/v4/calls'],
  ['down: GET /api/v4/account: ECONNREFUSED', 'GET /api/v4/account: ECONNREFUSED'],
  ['down: GET /api/v4/users: 404 with no JSON', 'GET /api/v4/users: 404'],
  ['unauthorized: POST /oauth2/access_token: 400; authorize again', 'POST /oauth2/access_token: 400'],
])('of %j the request is kept in Russian', (text, request) => {
  expect(faultText(text).ru).toMatch(/^[^:]*[а-яё]: /);
  expect(faultText(text).ru.split(/(?<=[а-яё]): /)[1]).toBe(request);
});

test('a reason that no catalogue has stays as it is in English', () => {
  expect(faultText('its stored entry is not valid').ru).toBe('сохранённая запись повреждена');
  expect(faultText('something else')).toEqual({
    en: 'something else',
    ru: 'непредвиденная ошибка, подробности в журнале',
  });
});
