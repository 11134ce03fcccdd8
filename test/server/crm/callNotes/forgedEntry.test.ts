import { OutcomeOffice } from './OutcomeOffice';

/** A call that an agent has written into a card of their own takes no colleague's note. */
test('a forged entry of a call takes no note of it', async () => {
  const office = await OutcomeOffice.open();
  try {
    office.cards.fillAccount();
    const { account, number } = office.cards;
    account.contact('Свой', '+79030000000', { id: 74, responsible_user_id: 4 });
    await office.start();
    const unique_id = await office.talk('102');
    // Ids of whole calls are a time and a number that is counted on.
    const ids = [0, 1, 2, 3, 4].flatMap((n) => {
      const at = Math.floor(Number(unique_id.split('.')[0]));
      return [at - 1, at].map((one) => `${one}.w${n}`);
    });
    for (const uniq of ids)
      account.notes.unshift({
        ...{ id: account.notes.length + 5_000, type: 'contacts', entity_id: 74, note_type: 'call_in' },
        ...{ params: { uniq, phone: number }, updated_at: Math.floor(office.now()) },
      } as never);
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
