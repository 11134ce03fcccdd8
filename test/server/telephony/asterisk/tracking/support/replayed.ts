import * as v from 'valibot';
import { journalSchema } from '../../../../../../server/telephony/journalSchema';
import type { AmiMessage } from '../../../../../../server/telephony/asterisk/ami/AmiMessage';
import { ChannelList } from './ChannelList';
import { EventClock } from './EventClock';
import { Watch, type WatchOptions } from './Watch';

/** The events from one to before the other are not heard; then Asterisk is asked which channels there are. */
export interface Absence {
  readonly from: number;
  readonly to: number;
  /** The backend was started anew meanwhile; otherwise its connection was lost. */
  readonly isRestarted: boolean;
  /** The last events that were heard before it, and whose changes of the open calls were not stored yet. Absent: none. */
  readonly unstored?: number;
}

const STEP_MS = 10;
/** After this nothing is waited for any more, ms. */
const END_MS = 60_000;

/** Moments of the events, ms since 1970; one without a time of its own comes a little after the one before. */
export function momentsOf(messages: readonly AmiMessage[]): readonly number[] {
  let last = 1_763_700_000_000;
  return messages.map(
    ({ Timestamp }) => (last = Timestamp === undefined ? last + STEP_MS : Number(Timestamp) * 1_000),
  );
}

/** What a backend comes to that hears these events, at their times, but for an absence. */
export function replayed(
  messages: readonly AmiMessage[],
  options: Omit<WatchOptions, 'clock'>,
  absence: Absence = { from: messages.length, to: messages.length, isRestarted: false },
  /** Called when the next backend begins. */
  restarted: () => void = () => undefined,
): Watch {
  const { from, to, isRestarted, unstored = 0 } = absence;
  const [clock, truth, moments] = [new EventClock(), new ChannelList(), momentsOf(messages)];
  clock.goTo(moments[0] ?? 0);
  const first = new Watch({ ...options, clock });
  first.resync([]);
  let watch = first;
  const hear = (index: number): void => {
    const message = messages[index];
    if (message === undefined) return;
    clock.goTo(moments[index] ?? 0);
    truth.take(message);
    if (index < from || index >= to) watch.tracker.handleEvent(message);
  };
  let journals = stored(watch);
  for (let index = 0; index < from; index += 1) {
    hear(index);
    if (isRestarted && index === from - 1 - unstored) journals = stored(watch);
  }
  const lostAt = clock.now();
  watch.tracker.lose();
  for (let index = from; index < to; index += 1) hear(index);
  if (isRestarted) {
    first.tracker.close();
    restarted();
    watch = new Watch({ ...options, clock, journals, seenAt: lostAt });
    watch.records.push(...first.records);
    watch.journals.push(...first.journals);
  }
  watch.resync(truth.statusesAt(clock.now()), truth.holds);
  for (let index = to; index < messages.length; index += 1) hear(index);
  clock.goTo(clock.now() + END_MS);
  return watch;
}

/** As they are on the disk. */
function stored({ tracker }: Watch) {
  return v.parse(v.array(journalSchema), JSON.parse(JSON.stringify(tracker.journals())));
}
