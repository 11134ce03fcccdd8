import type { WireNote, WireOpenNotes } from '../../protocol/callNote';
import type { Business } from '../business/Business';

/** How long the entry of an ended call still waits, s. */
const LEFT_S = 84;

/** Makes what canned backends have of notes, in the language of a business. Times are s since 1970. */
export class StyleNotes {
  constructor(
    private readonly business: Business,
    private readonly now: number,
  ) {}

  /** The note of a call in which the agent has written something. @param rest other than that */
  note(rest: Partial<WireNote> = {}): WireNote {
    const { language, outcomes } = this.business;
    return {
      text:
        language === 'ru'
          ? 'Просит скидку 5 %, решает директор в пятницу'
          : 'Wants 5 % off, the director decides on Friday',
      written_at: this.now - 5,
      writer: null,
      others: [],
      outcome_id: null,
      lead_id: null,
      task: null,
      chosen_by: null,
      offered: (outcomes?.list ?? []).map(({ id }) => id),
      is_asked: false,
      is_required: false,
      waits_until: null,
      more_minutes: 0,
      is_logged: false,
      ...rest,
    };
  }

  /** What a colleague has written who has handed the client over. */
  colleagues(): WireNote['others'] {
    const [, colleague] = this.business.users;
    return [
      {
        name: colleague?.name ?? '',
        text:
          this.business.language === 'ru'
            ? 'Хочет ночной монтаж, уточнить цену у бригады'
            : 'Wants the fitting at night, ask the crew for the price',
        written_at: this.now - 240,
      },
    ];
  }

  /** While the entry of an ended call waits for its outcome. */
  waiting(): Pick<WireNote, 'is_asked' | 'is_required' | 'waits_until'> {
    return { is_asked: true, is_required: true, waits_until: this.now + LEFT_S };
  }

  /** A call that is over, whose outcome is asked for. @param who its id and its contact's */
  open(who: string, contactId: string): WireOpenNotes {
    const found = this.business.cards.find(({ kind, id }) => kind === 'contacts' && id === contactId);
    const name = found?.name ?? '';
    return [
      {
        ...this.waiting(),
        more_minutes: 0,
        is_logged: false,
        unique_id: who,
        direction: 'INBOUND',
        contact_name: name,
        contact_id: contactId,
        contact_phone: found?.phones[0] ?? '',
        via: this.business.queue,
        started_at: this.now - 230,
        answered_at: this.now - 222,
        ended_at: this.now - 30,
      },
    ];
  }
}
