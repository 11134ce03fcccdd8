import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Store } from '../server/store/Store';
import { FakeTimer } from '../test/support/FakeTimer';
import { amiTraffic } from './amiTraffic';
import { FollowedTraffic } from './FollowedTraffic';
import type { Row } from './Row';
import { short } from './statistics';

const WARM_UP = 20_000;
const CALLS = 100_000;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** How many of Asterisk's events a second can be followed on one core, and does memory grow with the calls? */
export async function trackerLoad(): Promise<Row[]> {
  const timer = new FakeTimer();
  const begin = timer.now();
  const store = new MemoryStore();
  const followed = new FollowedTraffic(store, timer);
  const heaps: number[] = [];
  let events = 0;
  let busyMicros = 0;
  for (const chunk of amiTraffic(CALLS, begin)) {
    const before = process.cpuUsage();
    followed.read(chunk);
    await timer.pass(Math.max(0, begin + chunk.at - timer.now()));
    const { user, system } = process.cpuUsage(before);
    busyMicros += user + system;
    events += chunk.events;
    if (heaps.length === 0 && followed.records >= WARM_UP) heaps.push(usedHeap());
  }
  await timer.pass(60_000);
  heaps.push(usedHeap());
  const { kept, reports, records } = followed;
  await followed.close();
  const [early = 0, late = 0] = heaps;
  return [
    {
      what: `events of Asterisk read, followed and written into journals that are stored in memory, CPU time of one core (${reports} reports, ${records} records)`,
      value: `${short((events / busyMicros) * 1e6)}/s`,
      against: 'at least 20,000/s; 200 calls/s make 15,000/s',
    },
    {
      what: `heap of the tracker after ${CALLS} calls`,
      value: `${short(late / 1e6)} MB`,
      against: `${short(late / early)} × after ${WARM_UP} records; ${kept} entries kept, ${store.size} in the store`,
    },
  ];
}

/** A store in memory; of calls that are over it keeps nothing. */
class MemoryStore implements Pick<Store, 'calls' | 'drafts'> {
  private readonly texts = new Map<string, string>();
  readonly drafts: Store['drafts'] = {
    put: (id, text) => Promise.resolve(void this.texts.set(id, text)),
    delete: (id) => Promise.resolve(void this.texts.delete(id)),
    all: () => Promise.resolve(this.texts),
  };
  readonly calls: Store['calls'] = {
    save: () => Promise.resolve(),
    delete: () => Promise.resolve(),
    open: () => Promise.resolve([]),
    page: () => Promise.resolve({ calls: [], next: null }),
    find: () => Promise.resolve(null),
    saveNote: () => Promise.resolve(),
    totals: () => Promise.resolve([]),
    deleteClient: () => Promise.resolve(0),
  };

  get size(): number {
    return this.texts.size;
  }
}

function usedHeap(): number {
  collect();
  return process.memoryUsage().heapUsed;
}
