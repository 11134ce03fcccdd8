import * as v from 'valibot';
import { historySchema, type WireHistory } from '../../../protocol/history';
import type { ClusterBackend } from '../support/ClusterBackend';
import { eventually } from '../support/eventually';
import { Opened } from '../support/Opened';
import { anna } from '../support/startBackend';
import { TwoBackends } from '../support/TwoBackends';

const NUMBER = '+79991112233';

const opened = new Opened();
afterEach(() => opened.close());

test('all backends answer with one list, and the next leader with what the last one had', async () => {
  const both = await TwoBackends.open(opened);
  const { first, second, pbx } = both;
  const hers = await both.proven(anna);
  const pageOf = (backend: ClusterBackend, params: object, isMeant: (page: WireHistory) => boolean) =>
    eventually('the list of past calls', async () => {
      const answer = await backend.call('get_history', { scope: 'own', limit: 1, ...params }, hers);
      const read = v.safeParse(historySchema, answer);
      return read.success && isMeant(read.output) && read.output;
    });
  pbx.miss(NUMBER, '101');
  await pageOf(first, {}, ({ calls }) => calls.length === 1);
  pbx.miss('+79991112244', '101');
  for (const backend of [first, second]) {
    const { next } = await pageOf(backend, {}, ({ calls }) => calls[0]?.contact_phone === '+79991112244');
    // A cursor of one backend is read by the other.
    const other = backend === first ? second : first;
    await pageOf(other, { cursor: next }, ({ calls }) => calls[0]?.contact_phone === NUMBER);
  }
  expect(await second.call('get_recording', { unique_id: 'x' }, hers)).toBe('NoActiveCall');
  await first.signal('SIGKILL');
  await second.leads();
  await pageOf(second, { outcome: 'missed' }, ({ calls }) => calls[0]?.contact_phone === '+79991112244');
});
