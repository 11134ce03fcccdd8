import type { CallerCard, CardLink, RingReason } from '../../../domain/calls/CallerCard';
import { detailPath } from '../../amocrm/openPath';
import type { TextKey, Texts } from '../../amocrm/Texts';
import { formatNumber } from '../formatNumber';
import { formatTalkTime } from '../formatTalkTime';

/** A line of what is known of the caller. */
export interface CallFact {
  readonly label: string;
  readonly text: string;
  /** Path of the card that the text leads to; empty: none. */
  readonly href: string;
  /** Stage of a deal; empty: none. */
  readonly stage: string;
  /** Said behind it in a lower voice; empty: nothing. */
  readonly more: string;
}

const reasonTexts = {
  routed: 'call.routed',
  busy: 'call.routedBusy',
  doNotDisturb: 'call.routedAway',
  noExtension: 'call.routedNone',
  transferred: 'call.transferredBy',
  consulted: 'call.consultedBy',
} satisfies Record<RingReason['kind'], TextKey>;

/** Why the call rings here, in words. Pure. */
export function reasonLines(card: CallerCard | null, texts: Texts): readonly string[] {
  return (card?.reasons ?? []).map((reason) =>
    texts(reasonTexts[reason.kind], {
      name: reason.name,
      number: 'about' in reason ? formatNumber(reason.about) : '',
    }),
  );
}

/**
 * The lines of a caller's card: deal, task, last call, responsible user, age. Pure.
 * @param skewMs to add to the backend's time to get this computer's, ms
 * @param now ms since 1970 by this computer's clock: what is of today has its time alone
 */
export function callFacts(
  card: CallerCard | null,
  skewMs: number,
  now: number,
  texts: Texts,
): readonly CallFact[] {
  if (card === null) return [];
  const { leads, moreLeads, task, lastCalls, responsible, ageSeconds } = card;
  const fact = (label: TextKey, text: string, rest: Partial<CallFact> = {}): CallFact => ({
    label: texts(label),
    text,
    href: '',
    stage: '',
    more: '',
    ...rest,
  });
  const locale = localeOf(texts);
  const when = (at: number): string => moment(at + skewMs, now, locale);
  const [lead] = leads;
  const others = leads.length - 1 + moreLeads;
  const [last] = lastCalls;
  return [
    ...(lead
      ? [
          fact(
            'call.lead',
            [lead.name, lead.price === null ? '' : sum(lead.price, locale)].filter(Boolean).join(' · '),
            {
              href: detailPath({ kind: 'leads', id: lead.id }),
              stage: lead.stage ?? '',
              more: others > 0 ? texts('call.moreLeads', { count: String(others) }) : '',
            },
          ),
        ]
      : []),
    ...(task
      ? [
          fact('call.task', task.text, {
            href: linkTo(task.of),
            more: task.dueAt === null ? '' : when(task.dueAt),
          }),
        ]
      : []),
    ...(last
      ? [
          fact(
            'call.lastCall',
            [
              when(last.at),
              last.isAnswered ? formatTalkTime(last.talkSeconds) : texts('call.unanswered'),
              last.with ?? '',
            ]
              .filter(Boolean)
              .join(' · '),
          ),
        ]
      : []),
    ...(responsible === null ? [] : [fact('call.keeper', responsible)]),
    ...(ageSeconds === null
      ? []
      : [fact('call.age', texts('call.minutesOld', { count: String(Math.ceil(ageSeconds / 60)) }))]),
  ];
}

const linkTo = (card: CardLink | null): string => (card === null ? '' : detailPath(card));

/** The language of the texts; undefined, which is the browser's, where the host has none of ours. */
function localeOf(texts: Texts): string | undefined {
  const locale = texts('call.locale');
  return /^[a-z]{2}$/.test(locale) ? locale : undefined;
}

/** A sum with its thousands apart, as the language has them. */
const sum = (price: number, locale: string | undefined): string => price.toLocaleString(locale);

/** A moment as the language writes it: its time alone when it is of today, else day and time. */
function moment(at: number, now: number, locale: string | undefined): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  const day = isToday ? {} : ({ day: 'numeric', month: 'short' } as const);
  return new Date(at).toLocaleString(locale, { ...day, hour: '2-digit', minute: '2-digit' });
}
