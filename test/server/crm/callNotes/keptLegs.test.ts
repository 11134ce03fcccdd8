import { MemoryOutboxStore } from '../../support/amo/MemoryOutboxStore';
import { buildCrm, KNOWN, pass, record, type TestCrm } from '../../support/amo/startCrm';

/** A process with what the one before has left. */
function started({ timer, amo, store }: Partial<TestCrm>, noteStore: MemoryOutboxStore): TestCrm {
  const outcomes = { waitSeconds: 60, list: [{ id: 'sold', text: 'Продано' }] };
  return buildCrm({ calls: { outcomes } }, {
    timer,
    amo,
    store,
    noteStore,
    markSecrets: ['a-secret'],
  } as never);
}

test('who was offered a note writes it also where the backend was away from then to the end of the call', async () => {
  const notes = new MemoryOutboxStore();
  const first = started({}, notes);
  first.amo.account.contact('Иван Петров', KNOWN);
  await first.crm.start();
  const call = record(first.timer);
  first.crm.notes?.call('101', { type: 'answered', id: 'a', at: 0 }, call.id, { number: KNOWN, via: null });
  await first.crm.close();

  const second = started(first, notes);
  await second.crm.start();
  second.crm.notes?.resynced(new Set());
  second.crm.finished(call);
  const written_at = second.timer.now() / 1_000;
  await second.crm.notes?.methods.save('101', { unique_id: 'a', text: 'Смета', written_at });
  await pass(second.timer, 200_000);
  const texts = second.amo.account.notes.map(({ params }) => params.text?.split('\n')[0]);
  expect(texts).toEqual([undefined, 'Анна Смирнова: Смета']);
  await second.crm.close();
});
