import { RightsOffice } from '../support/RightsOffice';
import { identitySection } from '../support/amoToken';

let office: RightsOffice;

beforeEach(() => {
  office = RightsOffice.prepare();
});

afterEach(() => office.close());

test('with the index the look that agents cause comes once in some seconds', async () => {
  await office.start(identitySection, { index: true });
  await office.untilIndexed();
  const headers = await office.proven('102');
  const rechecks = (): string[] =>
    office.amo.seen.flatMap(({ path, query }) =>
      path.endsWith('/contacts') ? query.getAll('filter[id][]').join() || [] : [],
    );
  office.incoming();
  await office.until(async () => (await office.backend.fullStatus(headers)).calls.length > 0);
  const { unique_id } = (await office.backend.fullStatus(headers)).calls[0]!;
  for (let id = 1; id <= 20; id += 1)
    await office.backend.call(
      'client_made',
      { unique_id, cards: [{ kind: 'contacts', id: String(id) }] },
      headers,
    );
  await office.passUntil(() => rechecks().some((ids) => ids.includes('8')));
  expect(rechecks()).toEqual(['1', '2,3,4,5,6,7,8']);
});
