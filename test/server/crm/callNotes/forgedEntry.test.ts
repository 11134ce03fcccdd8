import { amoRights } from '../../support/amo/amoRights';
import { OutcomeOffice } from './OutcomeOffice';

/** Writes calls into a contact of 104's own that has another number, with all ids that the call may have. */
function forge(office: OutcomeOffice, legId: string): void {
  const { account, number } = office.cards;
  account.contact('Свой', '+79030000000', { id: 74, responsible_user_id: 4 });
  // Ids of whole calls are a time and a number that is counted on.
  const at = Math.floor(Number(legId.split('.')[0]));
  for (const uniq of [at - 1, at].flatMap((one) => [0, 1, 2, 3, 4].map((n) => `${one}.w${n}`)))
    account.notes.unshift({
      ...{ id: account.notes.length + 5_000, type: 'contacts', entity_id: 74, note_type: 'call_in' },
      ...{ params: { uniq, phone: number }, updated_at: Math.floor(office.now()) },
    } as never);
}

/** A call that an agent has written into a card of their own takes no colleague's note. */
test('a forged entry of a call takes no note of it', async () => {
  const office = await OutcomeOffice.open();
  try {
    office.cards.fillAccount();
    const { account } = office.cards;
    await office.start();
    const unique_id = await office.talk('102');
    forge(office, unique_id);
    await office.ask('102', 'save_note', { unique_id, text: 'Тайна', written_at: office.now() });
    office.cards.endCall('102');
    await office.callOf('102', 'ENDED');
    await office.cards.passUntil(async () => Promise.resolve(office.notesWith('Тайна') > 0));
    expect(account.notes.filter(({ params }) => params.text?.includes('Тайна') === true)).toMatchObject([
      { entity_id: 71 },
    ]);
  } finally {
    await office.close();
  }
});

test('nor the note, outcome and task of a call that is among the unsorted leads', async () => {
  const office = await OutcomeOffice.open();
  try {
    await office.start();
    const { account, simulator, number } = office.cards;
    simulator.incoming(number, ['102', '104'], { answersItself: false });
    const rung = await office.callOf('104', 'RINGING');
    const unique_id = await office.callOf('102', 'RINGING');
    expect(await office.ask('102', 'answer', { unique_id })).toBeNull();
    await office.callOf('102', 'CONVERSATION');
    forge(office, rung);
    const written_at = office.now();
    await office.ask('102', 'save_note', { unique_id, text: 'Тайна', written_at });
    const task = { task_text: 'Позвонить', task_due_at: written_at + 86_400 };
    await office.ask('102', 'set_outcome', { unique_id, outcome_id: 'sold', written_at, ...task });
    office.cards.endCall('102');
    await office.callOf('102', 'ENDED');
    await office.cards.passUntil(async () => Promise.resolve(account.tasks.length > 0));
    const [lead] = account.unsorted;
    expect(account.tasks[0]).toMatchObject({ text: expect.stringContaining('Позвонить') as string });
    expect(account.tasks[0]).not.toMatchObject({ entity_id: 74 });
    account.accept(lead?.source_uid ?? '');
    await office.cards.passUntil(async () => Promise.resolve(office.notesWith('Тайна') > 0));
    const written = account.notes.filter(({ params }) => /Тайна|Продано/.test(params.text ?? ''));
    expect(written.map(({ entity_id }) => entity_id)).not.toContain(74);
  } finally {
    await office.close();
  }
});

test.each([
  ['the maker’s own', 4, 'M'],
  ['a chief’s, who may view all', 1, 'M'],
  ['a chief’s, which the agent who talked may view, too', 1, 'A'],
] as const)(
  'nor goes the note to a card made by who may not view the call: %s',
  async (_whose, owner, views) => {
    const office = await OutcomeOffice.open();
    try {
      const { account, number } = office.cards;
      const setRights = (id: number, rights: object): void =>
        void Object.assign(account.users.find((user) => user.id === id) ?? {}, { rights });
      setRights(1, amoRights({ is_admin: true, group_id: 7 }));
      setRights(2, amoRights({ contacts: views, companies: views, leads: views, group_id: 8 }));
      await office.start();
      const unique_id = await office.talk('102');
      await office.ask('102', 'save_note', { unique_id, text: 'Тайна', written_at: office.now() });
      office.cards.endCall('102');
      await office.callOf('102', 'ENDED');
      await office.cards.passUntil(async () => Promise.resolve(account.unsorted.length > 0));
      account.contact('Свой', number, { id: 910, responsible_user_id: owner });
      const [lead] = account.unsorted;
      // With another key than the one that was written.
      forge(office, unique_id);
      account.notes.forEach((note) => Object.assign(note, { entity_id: 910 }));
      // The job has looked for a card of the client more than once by then.
      const end = office.now() + 300;
      await office.cards.passUntil(async () => Promise.resolve(office.now() > end));
      expect(office.notesWith('Тайна')).toBe(0);
      const { id } = account.accept(lead?.source_uid ?? '');
      await office.cards.passUntil(async () => Promise.resolve(office.notesWith('Тайна') > 0));
      const written = account.notes.filter(({ params }) => params.text?.includes('Тайна') === true);
      expect(written).toMatchObject([{ entity_id: id }]);
    } finally {
      await office.close();
    }
  },
);

test.each([
  ['contacts', 910],
  ['leads', 86],
] as const)(
  'nor takes the note who copies the key of the unsorted lead into a card of their own: %s',
  async (type, on) => {
    const office = await OutcomeOffice.open();
    try {
      const { account, number } = office.cards;
      const rights = amoRights({ contacts: 'M', companies: 'M', leads: 'M' });
      Object.assign(account.users.find(({ id }) => id === 2) ?? {}, { rights });
      await office.start();
      const unique_id = await office.talk('102');
      await office.ask('102', 'save_note', { unique_id, text: 'Тайна', written_at: office.now() });
      office.cards.endCall('102');
      await office.callOf('102', 'ENDED');
      await office.cards.passUntil(async () => Promise.resolve(account.unsorted.length > 0));
      const [lead] = account.unsorted;
      account.contact('Свой', number, { id: 910, responsible_user_id: 4, leadIds: [86] });
      account.leads.push({ id: 86, responsible_user_id: 4, status_id: 20, pipeline_id: 5, updated_at: 1 });
      account.notes.push({
        ...{ id: 5_000, type, entity_id: on, note_type: 'call_in' },
        ...{ params: { uniq: lead?.metadata.uniq, phone: number }, updated_at: Math.floor(office.now()) },
      } as never);
      const end = office.now() + 300;
      await office.cards.passUntil(async () => Promise.resolve(office.now() > end));
      expect(office.notesWith('Тайна')).toBe(0);
      // Of two cards it is the one that only those view who may view the call.
      const { id } = account.accept(lead?.source_uid ?? '');
      await office.cards.passUntil(async () => Promise.resolve(office.notesWith('Тайна') > 0));
      const written = account.notes.filter(({ params }) => params.text?.includes('Тайна') === true);
      expect(written).toMatchObject([{ entity_id: id }]);
    } finally {
      await office.close();
    }
  },
);
