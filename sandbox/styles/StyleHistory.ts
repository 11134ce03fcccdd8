import type { WireHistory, WireHistoryLine } from '../../protocol/history';
import type { Business } from '../business/Business';
import { pastRecords, type PastRecord } from '../business/pastRecords';
import { dialable } from '../page/dialable';

/** Lines of a canned list. */
const LINES = 9;

/** Makes the list of past calls that canned backends have, of those of a business. Times are s since 1970. */
export class StyleHistory {
  constructor(
    private readonly business: Business,
    private readonly now: number,
  ) {}

  /** All that a user who may view every card sees. */
  all(): WireHistory {
    const records = pastRecords(this.business, this.now * 1_000);
    return {
      calls: records.slice(0, LINES).map((one) => this.line(one)),
      next: 'next',
      has_department: true,
    };
  }

  none(): WireHistory {
    return { calls: [], next: null, has_department: false };
  }

  private line({ call, record }: PastRecord): WireHistoryLine {
    const { cards, users, outcomes } = this.business;
    const { id, number, via, extension, startedAt, answeredAt, endedAt, outcome } = record;
    const contact = cards.find(
      ({ kind, phones }) => kind === 'contacts' && phones.some((phone) => dialable(phone) === number),
    );
    const name = users.find((user) => user.extension === extension)?.name ?? '';
    const isMe = extension === users[0]?.extension;
    const chosen = outcomes?.list.find((one) => one.id === call.outcome)?.text ?? null;
    const text = typeof chosen === 'string' ? chosen : (chosen?.[this.business.language] ?? null);
    return {
      id,
      direction: record.direction === 'inbound' ? 'INBOUND' : 'OUTBOUND',
      contact_phone: number,
      contact_name: contact?.name ?? null,
      contact_id: contact?.id ?? null,
      company: null,
      via,
      agent: extension === null ? null : { name, is_me: isMe },
      is_mine: isMe,
      started_at: startedAt / 1_000,
      talk_seconds: answeredAt === null ? 0 : (endedAt - answeredAt) / 1_000,
      outcome,
      note:
        call.note === undefined
          ? null
          : {
              texts: [{ name, is_me: isMe, text: call.note }],
              outcome: text === null ? null : { ru: text, en: text, es: text, pt: text },
            },
      has_recording: answeredAt !== null,
    };
  }
}
