import fc from 'fast-check';
import * as v from 'valibot';
import { usersAnswer, type AmoUser } from '../../../../server/crm/callers/amoAnswers';
import { wholeParty } from '../../../../server/crm/callers/AmoCaller';
import { pageOf } from '../../../../server/crm/client/answerSchemas';
import { mayView } from '../../../../server/crm/rights/mayView';
import { shownParty } from '../../../../server/crm/rights/shownParty';
import { keptUsersText, readKeptUsers } from '../../../../server/crm/rights/readKeptUsers';
import { stageOf } from '../../../../server/crm/rights/UserRights';
import { amoRights, type Letter, type SomeRights } from '../../support/amo/amoRights';

const KINDS = ['contacts', 'companies', 'leads'] as const;
const NUMBER = '+79991112233';

/** Users as the backend reads them from amoCRM's answer. */
function read(users: readonly object[]): ReadonlyMap<number, AmoUser> {
  const page = v.parse(pageOf('users', usersAnswer), { _embedded: { users } });
  return new Map(page.read.map((user) => [user.id, user]));
}

const user = (id: number, rights: SomeRights): object => ({
  id,
  name: `User ${id}`,
  email: `u${id}@example.com`,
  rights: amoRights(rights),
});

const letter = fc.constantFrom<Letter>('A', 'G', 'M', 'D');
const rights = fc.record({
  contacts: letter,
  companies: letter,
  leads: letter,
  is_admin: fc.boolean(),
  is_active: fc.boolean(),
  group_id: fc.constantFrom(null, 0, 7, 8),
  stages: fc.subarray([
    { pipeline: 1, status: 20, view: 'A' as const },
    { pipeline: 1, status: 21, view: 'D' as const },
  ]),
});
/** Users 1 to 4, each of some kind; 5 is responsible for cards and not in the list. */
const office = fc.tuple(rights, rights, rights, rights);
const responsible = fc.constantFrom(null, 1, 2, 3, 4, 5);

test('who may view a card is what amoCRM documents, for each kind of user, card and responsible user', () => {
  fc.assert(
    fc.property(office, fc.constantFrom(...KINDS), responsible, (all, kind, responsibleId) => {
      const users = read(all.map((one, at) => user(at + 1, one)));
      all.forEach((one, at) => {
        const owner = responsibleId === null ? undefined : all[responsibleId - 1];
        const isOwn = responsibleId === at + 1;
        const isInGroup = owner !== undefined && owner.group_id !== null && owner.group_id === one.group_id;
        const byLetter = { A: true, G: isOwn || isInGroup, M: isOwn, D: false }[one[kind]];
        const may = one.is_active && (one.is_admin || byLetter);
        expect(mayView(users.get(at + 1)!, kind, { responsibleId }, users)).toBe(may);
      });
    }),
  );
});

test('a hidden stage hides its leads from all but administrators', () => {
  const stages = [
    { pipeline: 1, status: 20, view: 'D' as const },
    { pipeline: 2, status: 20, view: 'A' as const },
  ];
  const users = read([
    user(1, { stages }),
    user(2, { stages, is_admin: true }),
    user(3, { leads: 'M', stages }),
  ]);
  const may = (id: number, pipeline: number, responsibleId: number): boolean =>
    mayView(users.get(id)!, 'leads', { responsibleId, stage: stageOf(pipeline, 20) }, users);
  expect([may(1, 1, 1), may(1, 2, 1), may(2, 1, 1)]).toEqual([false, true, true]);
  // That a stage may be viewed makes nobody's lead one's own.
  expect([may(3, 2, 3), may(3, 2, 1)]).toEqual([true, false]);
});

test.each([
  ['no user', undefined],
  ['no rights', { id: 1, name: 'U', email: 'u@example.com' }],
  ['rights that are no object', { id: 1, rights: 'A' }],
  ['an empty object', { id: 1, rights: {} }],
  ['letters that no document names', { id: 1, rights: { contacts: { view: 'X' }, leads: { view: 1 } } }],
  ['is_admin that is no boolean', { id: 1, rights: { is_admin: 'Y' } }],
])('nothing may be viewed with %s', (_what, one) => {
  const users = read([user(2, {}), ...(one === undefined ? [] : [one])]);
  for (const kind of KINDS)
    for (const responsibleId of [null, 1, 2])
      expect(mayView(users.get(1) ?? null, kind, { responsibleId }, users)).toBe(false);
});

const someCard = fc.record({ responsibleId: responsible });
const lead = fc.record({
  responsibleId: responsible,
  status: fc.constantFrom(20, 21, 142),
  touched: fc.nat(100),
});

test('nothing of a party is shown that its viewer may not view, and all else is', () => {
  fc.assert(
    fc.property(
      office,
      fc.array(someCard, { maxLength: 4 }),
      fc.option(someCard),
      fc.array(lead, { maxLength: 4 }),
      (all, contacts, company, leads) => {
        fc.pre(contacts.length > 0 || company !== null);
        const users = read(all.map((one, at) => user(at + 1, one)));
        const whole = wholeParty(
          contacts.map((one, at) => ({ id: 100 + at, name: `contact ${at}`, ...one })),
          company && { id: 50, name: 'company', ...company },
          leads.map(({ responsibleId, status, touched }, at) => ({
            id: at + 1,
            responsible_user_id: responsibleId,
            status_id: status,
            pipeline_id: 1,
            updated_at: touched,
          })),
        );
        for (const [id, viewer] of users) {
          const shown = shownParty(NUMBER, whole, viewer, users);
          const seen = whole.contacts.filter((card) => mayView(viewer, 'contacts', card, users));
          const seesCompany = company !== null && mayView(viewer, 'companies', company, users);
          const isNobody = seen.length !== 1 && (whole.contacts.length > 0 || !seesCompany);
          const name = isNobody ? null : (seen[0]?.name ?? 'company');
          expect({ id, ...shown }).toMatchObject({
            id,
            number: NUMBER,
            name,
            contactId: isNobody ? null : (seen[0]?.id ?? null),
            company: isNobody || !seesCompany ? null : 'company',
            matches: seen.length > 1 ? seen.map((card) => ({ id: card.id, name: card.name })) : [],
          });
          const open = whole.leads.filter((one) => mayView(viewer, 'leads', one, users));
          const owner = open[0]?.responsibleId ?? (seen[0] ?? company)?.responsibleId ?? null;
          const isNamed = name !== null && owner !== null && users.has(owner);
          expect(shown.responsible).toBe(isNamed ? `User ${owner}` : null);
        }
        expect(shownParty(NUMBER, whole, null, users)).toMatchObject({ name: null, matches: [] });
      },
    ),
  );
});

test('what is kept of the users is read again as it was', () => {
  fc.assert(
    fc.property(office, (all) => {
      const users = [...read(all.map((one, at) => user(at + 1, one))).values()];
      expect(readKeptUsers(keptUsersText(users, 17))).toEqual({ at: 17, users });
    }),
  );
  expect(readKeptUsers('{"at":1,"users":[{"id":1}]}')).toBeNull();
  expect(readKeptUsers(undefined)).toBeNull();
});
