import { TestBackend } from '../support/startBackend';

let backend: TestBackend;

beforeEach(async () => {
  backend = await TestBackend.start();
});

afterEach(() => backend.app.close());

/** The original widget sends the text of a card unchanged. */
test.each([
  ['+7 495 500-10-20 доб. 12', '+74955001020'],
  ['8(495)5001020,12', '84955001020'],
  ['+7\u00a0910\u00a0123\u201145\u201167', '+79101234567'],
  ['+7 910 123-45-67, +7 910 765-43-21', '+79101234567'],
  ['*98', '*98'],
])('a call to %j goes to %s', async (phone, number) => {
  expect(await backend.call('originate', { phone })).toBeNull();
  expect((await backend.live())[0]?.contact_phone).toBe(number);
});

test('a text without a number is refused', async () => {
  expect(await backend.call('originate', { phone: 'abc' })).toBe('InvalidNumber');
});
