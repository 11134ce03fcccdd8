import type { Finding } from '../../../system/Check';
import { phoneMessages as messages } from './messages';

/** What Asterisk knows of an agent's phone. */
export type PhoneState =
  /** It has no endpoint of this name. */
  | 'unknown'
  /** The phone is not registered, or does not answer. */
  | 'away'
  | 'there'
  /** It is not PJSIP, the only technology that can be queried. */
  | 'unasked'
  /** The manager user lacks the right. */
  | 'notAllowed'
  /** The module for the query is not loaded. */
  | 'noModule';

/** A phone as Asterisk describes it. */
export interface PhoneSeen {
  readonly device: string;
  readonly state: PhoneState;
  /** Its context in the dialplan; null: not known. */
  readonly context: string | null;
}

/**
 * Reports a missing right once, for all phones that can't be queried.
 * @param extension of the first of them
 */
export function judgeHidden(extension: string, devices: readonly string[]): readonly Finding[] {
  const [first, ...others] = devices;
  if (first === undefined) return [];
  const { level, text } = judgePhone(extension, first, 'notAllowed');
  if (others.length === 0) return [{ level, text }];
  const shown = others.slice(0, 5);
  return [{ level, text: messages.norOthers(text, shown, others.length - shown.length) }];
}

/** The finding about an agent's phone. */
export function judgePhone(extension: string, device: string, state: PhoneState): Finding {
  return { level: LEVELS[state], text: messages[state](device, extension) };
}

const LEVELS: Readonly<Record<PhoneState, Finding['level']>> = {
  unknown: 'fault',
  away: 'warning',
  unasked: 'unseen',
  notAllowed: 'unseen',
  noModule: 'fault',
  there: 'ok',
};

/** Do the phones dial in the context that is set? */
export function judgeContexts(phones: readonly PhoneSeen[], context: string): readonly Finding[] {
  const known = phones.flatMap((phone) =>
    phone.context === null ? [] : [{ ...phone, dials: phone.context }],
  );
  const others = known.filter(({ dials }) => dials !== context);
  return others.map(({ device, dials }) => ({
    // One phone may have a context of its own; when all have another, the setting is wrong.
    level: others.length === known.length ? 'fault' : 'warning',
    text: messages.otherContext(device, dials, context),
  }));
}
