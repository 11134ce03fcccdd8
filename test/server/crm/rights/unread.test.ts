import { identitySection } from '../../support/amoToken';
import { inCall, RightsOffice } from '../../support/RightsOffice';
import type { FullStatus } from '../../support/startBackend';

const NUMBER = '+79991112233';

let office: RightsOffice;
beforeEach(async () => {
  office = await RightsOffice.open();
});
afterEach(() => office.close());

test('a token that may not list users leaves numbers alone, says so, and names come with the list', async () => {
  await office.restartUnread(3);
  expect(await office.health()).toMatchObject({ status: 'degraded', rights: { code: 'forbidden' } });
  expect(office.backend.log.join('')).toContain('rights.unread');
  office.amo.account.contact('Иван Петров', NUMBER, { responsible_user_id: 2 });
  office.incoming();
  await office.until(() => office.amo.count(/contacts/) > 0);
  expect(await office.whoSees(inCall)).toEqual([]);
  office.amo.mend();
  await office.until(async () => {
    await office.backend.timer.pass(1_000);
    return (await office.health()).rights?.state === 'ok';
  });
  const sees = (status: FullStatus): unknown => inCall(status) ?? status.missed[0]?.contact_name;
  expect(await office.whoSees(sees)).toEqual(['101', '102']);
});

test('the list of an earlier process counts while the token may not list users any more', async () => {
  await office.untilRights('ok');
  await office.stop();
  office.amo.fail(/GET \/api\/v4\/users/, { status: 403 }, 3);
  await office.start();
  await office.untilRights('failing');
  office.amo.account.contact('Иван Петров', NUMBER, { responsible_user_id: 2 });
  await office.ring();
  expect(await office.whoSees(inCall)).toEqual(['101', '102']);
});

test('from the index the first ring shows each agent what they may view, without a request', async () => {
  await office.stop();
  office.amo.account.contact('Иван Петров', NUMBER, { responsible_user_id: 4 });
  await office.start(identitySection, { index: true });
  await office.until(async () => {
    await office.backend.timer.pass(200);
    return office.backend.log.some((line) => line.includes('cards are in the index'));
  });
  await office.untilRights('ok');
  await office.ring();
  expect(await office.whoSees(inCall)).toEqual(['101', '102', '103', '104']);
  expect(office.amo.seen.filter(({ query }) => query.has('query'))).toEqual([]);
});

test('with identity off everybody sees everything, as before', async () => {
  await office.stop();
  await office.start({ mode: 'off' });
  office.amo.account.contact('Иван Петров', NUMBER, { responsible_user_id: 2 });
  office.incoming();
  for (const extension of office.extensions)
    await office.until(
      async () => inCall(await office.backend.fullStatus(office.claimed(extension))) === 'Иван Петров',
    );
  expect(await office.health()).not.toHaveProperty('rights');
  const found = await office.backend.call(
    'get_contacts',
    { start_with: 'Иван', max_results: 5 },
    office.claimed('105'),
  );
  expect(found).toMatchObject([{ name: 'Иван Петров' }]);
});
