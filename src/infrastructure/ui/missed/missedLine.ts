import { isOpen, type MissedClient } from '../../../domain/missed/MissedClient';
import type { MissedWish } from '../../../domain/missed/MissedList';
import type { Texts } from '../../amocrm/Texts';
import { partyView } from '../call/callView';
import { shortMoment } from '../shortMoment';

/** What a client's line depends on besides the client. */
export interface MissedLineContext {
  /** What was asked for the client and is not answered yet. */
  readonly pending: MissedWish | undefined;
  /** ms since 1970 by the backend's clock */
  readonly now: number;
  /** This computer's clock minus the backend's, ms. */
  readonly skewMs: number;
  readonly texts: Texts;
}

/** A line of text under the client's name. */
interface MissedFact {
  readonly text: string;
  readonly tone: 'plain' | 'strong' | 'warn' | 'good';
}

/** Data of a client's line. Pure. */
export function missedLine(client: MissedClient, context: MissedLineContext): object {
  const { texts, pending } = context;
  const { title, number, href } = partyView(client);
  return {
    title,
    number,
    href,
    time: client.count > 0 ? momentOf(client.lastAt, context) : '',
    id: client.id,
    look: lookOf(client, context.now),
    facts: [stateOf(client, context), ...factsOf(client, context)].filter(({ text }) => text !== ''),
    isBusy: pending !== undefined,
    buttons: wishesFor(client).map((wish) => ({
      wish,
      icon: wish === 'call',
      // Both of one pair have the same key, so the focus stays when one takes the other's place.
      key: wish === 'call' ? 'client-call' : 'client-take',
      label: wish === 'call' ? '' : texts(`missed.${wish}`),
      name:
        wish === 'call' ? texts('panel.callBack', { name: title }) : `${texts(`missed.${wish}`)}: ${title}`,
      isBusy: pending === wish,
    })),
  };
}

/** What the agent can do with the client. */
function wishesFor(client: MissedClient): readonly MissedWish[] {
  if (client.phase === 'talked') return [];
  if (client.phase === 'waiting') return ['take', 'call'];
  return client.isMe ? ['giveBack', 'call'] : [];
}

function lookOf(client: MissedClient, now: number): string {
  if (client.phase === 'taken') return client.isMe ? 'mine' : 'taken';
  if (client.phase === 'talked') return 'talked';
  return isOpen(client, now) ? 'open' : 'later';
}

/** Who has taken the client or talked with them; empty: no one. */
function stateOf(client: MissedClient, context: MissedLineContext): MissedFact {
  const { texts } = context;
  if (client.phase === 'waiting') return { text: '', tone: 'plain' };
  if (client.phase === 'talked') {
    const who = joined(client.by, momentOf(client.talkedAt, context));
    return { text: texts('missed.talked', { who }), tone: 'good' };
  }
  const { by, isMe } = client;
  if (isMe) return { text: texts('missed.takenByMe'), tone: 'strong' };
  return {
    text: by === null ? texts('missed.takenBySome') : texts('missed.takenBy', { name: by }),
    tone: 'strong',
  };
}

function factsOf(client: MissedClient, context: MissedLineContext): readonly MissedFact[] {
  const { texts, now } = context;
  const { count, firstAt, isMine, via, company, responsible, attempts, promised } = client;
  const plain = (...parts: readonly (string | null)[]): MissedFact => ({
    text: joined(...parts),
    tone: 'plain',
  });
  const moment = (at: number): string => momentOf(at, context);
  const facts = [
    plain(
      via,
      count > 1 ? texts('missed.times', { count: String(count), first: moment(firstAt) }) : null,
      isMine ? texts('missed.mine') : null,
    ),
    plain(company, responsible === null ? null : texts('call.responsible', { name: responsible })),
  ];
  if (promised !== null) {
    const time = moment(promised.at);
    const by = promised.isMe ? texts('missed.promisedByMe', { time }) : texts('missed.promised', { time });
    facts.push({
      text: joined(by, promised.isMe ? null : promised.name),
      tone: promised.at <= now ? 'warn' : 'strong',
    });
  }
  if (attempts !== null && client.phase !== 'talked') {
    const times = attempts.count > 1 ? texts('panel.times', { count: String(attempts.count) }) : null;
    const who = joined(attempts.name, moment(attempts.at), times);
    facts.push({ text: texts('missed.attempted', { who }), tone: 'warn' });
  }
  return facts;
}

function momentOf(at: number, { now, skewMs, texts }: MissedLineContext): string {
  return shortMoment(at + skewMs, now + skewMs, texts);
}

function joined(...parts: readonly (string | null)[]): string {
  return parts.filter(Boolean).join(' · ');
}
