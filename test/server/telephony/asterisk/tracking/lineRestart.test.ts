import { flowNumbering as numbering } from './support/flowNumbering';
import { recorded } from './support/recordings';
import { replayed } from './support/replayed';

/* The client has called a queue, leaves it by a key, and another phone rings for them. */
const events = recorded('flows', 'queue-left');
const rings = events.findIndex(
  (one) => one['Event'] === 'DialState' && one['DestChannel']?.startsWith('PJSIP/1003') === true,
);

test.each([true, false])(
  'a client who has left a queue has called that queue, also after an absence (restart: %s)',
  (isRestarted) => {
    expect(rings).toBeGreaterThan(0);
    const watch = replayed(events, { numbering }, { from: rings + 1, to: rings + 1, isRestarted });
    expect(watch.reported[1003]).toContain('a inbound ringing +79101000001 via leaving-10');
    const client = watch.records.filter(({ number }) => number === '+79101000001');
    expect(client.map(({ via }) => via)).toEqual(['leaving-10']);
  },
);
