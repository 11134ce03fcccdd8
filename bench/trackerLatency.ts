import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../server/system/Clock';
import { amiTraffic, SLOT_MS } from './amiTraffic';
import { FollowedTraffic } from './FollowedTraffic';
import type { Row } from './Row';
import { percentile, short } from './statistics';
import { withSqliteStore } from './withSqliteStore';

const CALLS = 2_000;

/** Calls in real time, as many as one Asterisk can make, with their journals on the disk: how busy is the backend? */
export function trackerLatency(): Promise<Row[]> {
  return withSqliteStore(async (store) => {
    const delays: number[] = [];
    let arrived = 0;
    const followed = new FollowedTraffic(store, systemClock, () => delays.push(performance.now() - arrived));
    const begin = Date.now() + 2_000;
    const chunks = [...amiTraffic(CALLS, begin)];
    await pause(Math.max(0, begin - Date.now()));
    const [thread, all, from] = [process.threadCpuUsage(), process.cpuUsage(), performance.now()];
    for (const chunk of chunks) {
      const waitMs = chunk.at - (performance.now() - from);
      if (waitMs > 0) await pause(waitMs);
      arrived = performance.now();
      followed.read(chunk);
    }
    await followed.close();
    const elapsedMs = performance.now() - from;
    const share = ({ user, system }: NodeJS.CpuUsage): string =>
      `${short((user + system) / elapsedMs / 10)} %`;
    return [
      {
        what: `${1_000 / SLOT_MS} calls/s in real time, journals in SQLite: CPU time of the main thread, of one core`,
        value: share(process.threadCpuUsage(thread)),
        against: `all threads: ${share(process.cpuUsage(all))}; ${followed.records} records, ${followed.kept} entries kept`,
      },
      {
        what: `from the bytes to the report of an agent's call, p50 / p99 of ${delays.length}`,
        value: `${short(percentile(delays, 0.5))} / ${short(percentile(delays, 0.99))} ms`,
        against: 'the answer to a waiting poll: 20 ms',
      },
    ];
  });
}
