import type { CallerCard } from '../../../domain/calls/CallerCard';
import { cardPath, detailPath } from '../../amocrm/openPath';
import type { TextKey, Texts } from '../../amocrm/Texts';
import { formatNumber } from '../formatNumber';
import { formatTalkTime } from '../formatTalkTime';

/** What is known of the caller, under one label. */
export interface CallFact {
  readonly label: string;
  readonly text: string;
  /** Path of the card that the text leads to; empty: none. */
  readonly href: string;
  /** Stage of a deal; empty: none. */
  readonly stage: string;
  /** Said behind it in a lower voice; empty: nothing. */
  readonly more: string;
  /**
   * Past calls in place of the text, a line each: when, how long, with whom. `full`: the same with time and whole name. `said`: outcome
   * and note of the last one that has them; empty: none.
   */
  readonly calls?: readonly { readonly text: string; readonly said: string; readonly full: string }[];
}

/** Why the call rings here, in words; the responsible user, whom a line below names, is not named twice. Pure. */
export function reasonLines(card: CallerCard | null, texts: Texts): readonly string[] {
  return (card?.reasons ?? []).map(({ kind, name }) => {
    const text = texts(`reason.${kind}`, { name });
    const isNamed = text.includes(name) || card?.responsible?.name === name;
    return isNamed ? text : `${text}: ${name}`;
  });
}

/**
 * The facts of a caller's card: the client where they are not the other end, deal, task, last calls, responsible user, age.
 * Pure.
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
  const { about, contact, company, leads, task, lastCalls, responsible, ageSeconds } = card;
  const facts: CallFact[] = [];
  const add = (label: TextKey, text: string, rest: Partial<CallFact> = {}): void => {
    facts.push({ label: texts(label), text, href: '', stage: '', more: '', ...rest });
  };
  const locale = localeOf(texts);
  const when = (at: number): string => moment(at + skewMs, now, locale);
  if (about !== null) {
    const number = formatNumber(about);
    if (contact === null) add('call.client', number);
    else add('call.client', contact.name, { href: cardPath(contact.id), more: number });
    if (company !== null) add('call.company', company.name, { href: companyPath(company.id) });
  }
  const [lead] = leads;
  const others = leads.length - 1 + card.moreLeads;
  if (lead)
    add('call.lead', line(lead.name, lead.price === null ? '' : sum(lead.price, card.currency, locale)), {
      href: detailPath({ kind: 'leads', id: lead.id }),
      stage: lead.stage ?? '',
      more: others > 0 ? texts('call.moreLeads', { count: String(others) }) : '',
    });
  if (task)
    add('call.task', task.text, {
      href: task.of === null ? '' : detailPath(task.of),
      more: task.dueAt === null ? '' : when(task.dueAt),
    });
  const calls = lastCalls.map(({ at, direction, outcome, talkSeconds, with: whom, note }) => {
    const isIn = direction === 'inbound';
    const how = (word: TextKey): string =>
      outcome === 'talked' ? `${texts(word)} ${formatTalkTime(talkSeconds)}` : texts(`past.${outcome}`);
    const short = how(isIn ? 'past.in' : 'past.out');
    const said = line(note?.outcome?.[locale ?? 'en'] ?? '', note?.text ?? '');
    return {
      said,
      text: `${isIn ? '↙' : '↗'}\uFE0E ${line(moment(at + skewMs, now, locale, true), short, shortName(whom ?? ''))}`,
      full: line(when(at), how(`past.${direction}`), whom ?? '', said),
    };
  });
  if (calls.length > 0) add('call.lastCalls', '', { calls });
  if (responsible !== null)
    add('call.keeper', responsible.name, {
      more: responsible.presence === null ? '' : texts(`presence.${responsible.presence}`),
    });
  if (ageSeconds !== null)
    add('call.age', texts('call.minutesOld', { count: String(Math.ceil(ageSeconds / 60)) }));
  return facts;
}

/** Path of a company's card. */
export const companyPath = (id: string): string => detailPath({ kind: 'companies', id });

const line = (...parts: readonly string[]): string => parts.filter(Boolean).join(' · ');

/** The language of the texts; undefined, which is the browser's, where the host has none of ours. */
function localeOf(texts: Texts): string | undefined {
  const locale = texts('call.locale');
  return /^[a-z]{2}$/.test(locale) ? locale : undefined;
}

/** By language and currency: to make one takes far longer than to use it. */
const moneyFormats: Record<string, Intl.NumberFormat> = {};

/** A sum in its currency, as the language writes it; a whole one without hundredths. */
function sum(price: number, currency: string | null, locale: string | undefined): string {
  const format = (moneyFormats[`${locale}${currency}`] ??= new Intl.NumberFormat(
    locale,
    currency === null
      ? {}
      : {
          style: 'currency',
          currency,
          currencyDisplay: 'narrowSymbol',
          // amoCRM's sums are whole.
          minimumFractionDigits: 0,
        },
  ));
  return format.format(price);
}

/** A name with its last word cut to a letter, so that a past call takes one line: Anna S. */
const shortName = (name: string): string => name.replace(/^(\S+) (?:.* )?(\p{L})\S+$/u, '$1 $2.');

/** By language and parts: to make one takes far longer than to use it. */
const formats: Record<string, Intl.DateTimeFormat> = {};

/** A moment as the language writes it: its time alone when it is of today, else the day, and unless it is to be short the time. */
function moment(at: number, now: number, locale: string | undefined, isShort = false): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  const format = (formats[`${locale}${isToday}${isShort}`] ??= new Intl.DateTimeFormat(locale, {
    ...(!isToday && { day: 'numeric', month: 'short' }),
    ...((isToday || !isShort) && { hour: 'numeric', minute: '2-digit' }),
  }));
  return format.format(at);
}
