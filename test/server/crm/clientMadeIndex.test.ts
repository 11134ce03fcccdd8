import { RightsOffice } from '../support/RightsOffice';
import { identitySection } from '../support/amoToken';

let office: RightsOffice;

beforeEach(async () => {
  office = await RightsOffice.open();
  await office.stop();
});

afterEach(() => office.close());

/** Lets time pass until it is so. */
const passUntil = (condition: () => boolean | Promise<boolean>): Promise<void> =>
  office.until(async () => {
    if (await condition()) return true;
    await office.backend.timer.pass(200);
    return false;
  });

test('with the index the look that agents cause comes once in some seconds', async () => {
  await office.start(identitySection, { index: true });
  await passUntil(async () => {
    const { index } = (await office.health()) as { index?: { state: string; age_seconds: number | null } };
    return index?.state === 'filled' && index.age_seconds !== null;
  });
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
  await passUntil(() => rechecks().some((ids) => ids.includes('8')));
  expect(rechecks()).toEqual(['1', '2,3,4,5,6,7,8']);
});
