import { failureKinds } from '../failureKinds';
import { seededRandom } from '../../../../../server/telephony/simulator/seededRandom';
import type { Failure } from '../../../support/amo/FakeAmo';

type Who = '101' | '102';

/** What happens in the office, in its order. */
export type NoteStep =
  | { readonly do: 'ring' }
  | { readonly do: 'answer'; readonly who: Who }
  | { readonly do: 'type'; readonly who: Who; readonly computer: 'a' | 'b' }
  | { readonly do: 'choose'; readonly who: Who; readonly hasLead: boolean; readonly hasTask: boolean }
  | { readonly do: 'handOver' }
  | { readonly do: 'reload' }
  | { readonly do: 'hangUp' }
  /** What can be sent goes to amoCRM. */
  | { readonly do: 'deliver' };

/** A death of the backend's process, one a step at most. */
export interface NoteKill {
  /** The step in which it dies. */
  readonly step: number;
  /** After so many events: requests to amoCRM, actions of Asterisk's, writes to the store, and answers that something is kept. */
  readonly after: number;
  /** After so many further steps the next process starts. */
  readonly isAwayFor: number;
  /** What the clock goes on by meanwhile, ms. */
  readonly lostMs: number;
}

/** One call and what goes wrong in it. */
export interface NotePlan {
  /** amoCRM has a contact with the client's number, who has an open deal. */
  readonly isKnown: boolean;
  /** Widgets send each request twice. */
  readonly isDoubling: boolean;
  readonly steps: readonly NoteStep[];
  readonly kills: readonly NoteKill[];
  /** How amoCRM fails, one after the other. */
  readonly failures: readonly { readonly on: RegExp; readonly how: Failure }[];
}

const WRITES = /^(POST|PATCH) /;
/** By which it is looked whether something is there already. */
const LOOKS = /^GET .*\/(notes|tasks|unsorted)$/;

/** More events than this are in few steps. */
const MOST_AFTER = 12;

/** Draws a plan; of one seed it is always the same. */
export function notePlan(seed: number): NotePlan {
  const random = seededRandom(seed);
  const isSo = (share: number): boolean => random() < share;
  const count = (most: number): number => Math.floor(random() * (most + 1));
  const oneOf = <One>(...all: readonly One[]): One => all[Math.floor(random() * all.length)]!;
  const typed = (most: number, ...who: readonly Who[]): NoteStep[] =>
    Array.from({ length: count(most) }, () => {
      const by = oneOf(...who);
      return { do: 'type', who: by, computer: by === '101' ? oneOf('a', 'a', 'b') : 'a' };
    });
  const reloaded = (): NoteStep[] => (isSo(0.2) ? [{ do: 'reload' }] : []);
  const isHandedOver = isSo(0.4);
  const last = isHandedOver ? '102' : '101';
  const chosenIn = oneOf('talk', 'after', 'after', 'after', 'never');
  const chosen = (when: string): NoteStep[] =>
    when === chosenIn ? [{ do: 'choose', who: last, hasLead: isSo(0.5), hasTask: isSo(0.6) }] : [];
  const both: readonly Who[] = isHandedOver ? ['101', '102'] : ['101'];
  const steps: NoteStep[] = [
    { do: 'ring' },
    { do: 'answer', who: '101' },
    ...typed(3, '101'),
    ...reloaded(),
    ...(isHandedOver
      ? ([{ do: 'handOver' }, { do: 'answer', who: '102' }, ...typed(2, ...both)] as const)
      : []),
    ...chosen('talk'),
    { do: 'hangUp' },
    ...typed(2, ...both),
    ...chosen('after'),
    ...reloaded(),
    ...Array.from({ length: 1 + count(2) }, () => ({ do: 'deliver' }) as const),
  ];
  const at = new Set(Array.from({ length: 2 + count(2) }, () => Math.floor(random() * steps.length)));
  const kills = [...at].map((step) => ({
    step,
    after: count(MOST_AFTER),
    isAwayFor: isSo(0.5) ? 0 : 1 + count(3),
    lostMs: oneOf(0, 0, 10_000, 45_000),
  }));
  const failures = Array.from({ length: count(4) }, () => ({
    on: isSo(0.7) ? WRITES : LOOKS,
    how: oneOf(...failureKinds),
  }));
  return { isKnown: isSo(0.6), isDoubling: isSo(0.3), steps, kills, failures };
}
