import { RecentContacts } from '../../../server/phonebook/RecentContacts';
import { TestBackend } from '../support/startBackend';

test('a client called as 8… and as +7… is listed once, at the place and in the form of the latest call', () => {
  const recent = new RecentContacts(5);
  for (const number of ['89101234567', '102', '+79101234567']) recent.add('101', number);
  expect(recent.of('101')).toEqual(['+79101234567', '102']);
  recent.add('101', '8 (910) 123-45-67');
  expect(recent.of('101')).toEqual(['8 (910) 123-45-67', '102']);
});

test('different numbers, and calls of other agents, stay apart', () => {
  const recent = new RecentContacts(5);
  for (const number of ['89101234567', '+79101234568', '+4989101234567']) recent.add('101', number);
  recent.add('102', '+79101234567');
  expect(recent.of('101')).toEqual(['+4989101234567', '+79101234568', '89101234567']);
  expect(recent.of('102')).toEqual(['+79101234567']);
});

test('get_last_contacts has a client once who was called as 8… and as +7… and has called', async () => {
  const backend = await TestBackend.start();
  for (const phone of ['8 910 123-45-67', '+79101234567']) {
    await backend.call('originate', { phone });
    await backend.call('hangup');
  }
  backend.app.simulator.incoming('89101234567', ['101'], { answersItself: false });
  await backend.call('hangup');
  expect(await backend.call('get_last_contacts', { max_results: 5 })).toHaveLength(1);
  await backend.app.close();
});
