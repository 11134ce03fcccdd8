import { inCall, RightsOffice } from '../../support/RightsOffice';

let office: RightsOffice;

beforeEach(async () => {
  office = await RightsOffice.open();
  await office.untilRights('ok');
});

afterEach(() => office.close());

const responsible_user_id = 2;

test.each([
  ['a contact', () => office.amo.account.contact('Скрытый', office.number, { responsible_user_id })],
  [
    'several contacts',
    () => {
      for (const name of ['Скрытый', 'Тайный'])
        office.amo.account.contact(name, office.number, { responsible_user_id });
    },
  ],
  [
    'a company',
    () =>
      office.amo.account.companies.push({
        id: 70,
        name: 'Скрытая',
        phones: [office.number],
        responsible_user_id,
      }),
  ],
])(
  "%s that an agent may not view changes the agent's status no more than a stranger does",
  async (_kind, hide) => {
    hide();
    const revisions = (): Promise<number[]> =>
      Promise.all(['101', '103'].map(async (extension) => (await office.statusOf(extension)).revision));
    const before = await revisions();
    office.incoming();
    // The client is found for all agents at once.
    await office.until(async () => {
      const status = await office.statusOf('101');
      return typeof inCall(status) === 'string' || status.calls.some((call) => call.contact_matches !== null);
    });
    const after = await revisions();
    // The clock stands still, so each change adds one: it rings; the administrator sees who it is, too.
    expect(after.map((revision, at) => revision - before[at]!)).toEqual([2, 1]);
  },
);
