import type { Fact, Journal, Transferred } from '../../../../../../server/calls/journal/Journal';

/** The facts of a journal in short words: participants by extension, or `client`. */
export function factWords({ participants, facts }: Journal): readonly string[] {
  const name = (id: string): string => {
    const one = participants.find((participant) => participant.id === id);
    return one?.extension ?? (one?.isCaller === true ? 'client' : one?.side) ?? '?';
  };
  return facts.map((fact) => words(fact, name));
}

function words(fact: Fact, name: (id: string) => string): string {
  switch (fact.type) {
    case 'rang':
      return `${name(fact.by ?? '')} rang ${name(fact.who)}: ${fact.result ?? 'open'}`;
    case 'talked':
      return `${[...fact.who].map(name).sort().join(' and ')} talked`;
    case 'held':
    case 'consulting':
    case 'queued':
    case 'parked':
    case 'conference':
      return `${name(fact.who)} ${fact.type}${fact.place === null ? '' : ` ${fact.place}`}`;
    case 'transferred':
      return (
        `${name(fact.who)} transferred ${fact.how ?? 'somehow'} by ${byWhat(fact)} ${fact.number ?? ''}`.trim() +
        into(fact)
      );
    case 'notTried':
      return `${fact.extension} ${fact.reason}${fact.queue === undefined ? '' : ` in ${fact.queue}`}`;
    case 'recorded':
      return 'recorded';
    case 'unheard':
      return 'not heard';
    case 'hungUp':
      return `${name(fact.who)} hung up`;
  }
}

function byWhat({ isByPhone, isByUs }: Transferred): string {
  if (isByPhone === null) return 'something';
  return isByUs === true ? 'us' : isByPhone ? 'phone' : 'keys';
}

function into({ app }: Transferred): string {
  return app === undefined ? '' : ` into ${app}`;
}
