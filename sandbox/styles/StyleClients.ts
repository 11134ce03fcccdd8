import type { WireCall } from '../../protocol/call';
import type { WireMissedClient } from '../../protocol/missedClient';
import type { Business, scenarioContacts } from '../business/Business';

/** Makes the company's missed calls of canned backends. Times are s since 1970, as on the wire. */
export class StyleClients {
  constructor(
    /** Makes calls with the names of the business. */
    private readonly make: {
      readonly queue: string;
      client(who: keyof typeof scenarioContacts): WireCall;
      unknown(): WireCall;
    },
    private readonly business: Business,
    private readonly now: number,
  ) {}

  /** One of each kind: waiting, called back in vain, taken by the agent and by a colleague, promised, talked with. */
  all(): WireMissedClient[] {
    const { make, now } = this;
    const [me, colleague] = this.business.users.map(({ name }) => name);
    const [own, other] = [me ?? null, colleague ?? null];
    return [
      this.line(make.client('second'), {
        count: 3,
        first_at: now - 3_000,
        last_at: now - 240,
        is_mine: true,
      }),
      this.line(make.unknown(), { attempts: { count: 2, name: other, at: now - 300 } }),
      this.line(make.client('silent'), { taken_by: { name: own, is_me: true } }),
      this.line(make.client('inQueue'), { taken_by: { name: other, is_me: false } }),
      this.line(make.client('regular'), {
        count: 0,
        via: null,
        promised: { at: now + 5_400, name: own, is_me: true },
      }),
      this.line(make.client('busy'), { talked: { name: other, at: now - 60 } }),
    ];
  }

  /** More than one page has; the first one's names are long. */
  many(): WireMissedClient[] {
    const [long, word] =
      this.business.language === 'ru'
        ? ['Строительно-монтажная компания имени Александра Константиновича', 'Стройтеплоэнергомонтаж']
        : ['Building and Construction Company of Alexander Constantine', 'Llanfairpwllgwyngyll'];
    const names = {
      contact_name: `${word} ${long}`,
      company: `${long} ${word}`,
      responsible: `${word} ${long}`,
    };
    return Array.from({ length: 47 }, (_, index) =>
      this.line(this.make.unknown(), {
        ...(index === 0 && {
          ...names,
          via: long,
          count: 12,
          is_mine: true,
          attempts: { count: 3, name: names.responsible, at: this.now - 40 },
          promised: { at: this.now - 30, name: names.responsible, is_me: false },
          taken_by: { name: names.contact_name, is_me: true },
        }),
        id: `many-${index}`,
        contact_phone: `+7916555${1000 + index}`,
        last_at: this.now - 60 * index,
      }),
    );
  }

  private line(
    { unique_id, contact_phone, contact_name, contact_id, company, responsible }: WireCall,
    rest: Partial<WireMissedClient>,
  ): WireMissedClient {
    return {
      id: `client-${unique_id}`,
      contact_phone,
      contact_name: contact_name ?? null,
      contact_id: contact_id ?? null,
      company: company ?? null,
      responsible: responsible ?? null,
      via: this.make.queue,
      count: 1,
      first_at: this.now - 900,
      last_at: this.now - 900,
      is_mine: false,
      attempts: null,
      promised: null,
      taken_by: null,
      talked: null,
      ...rest,
    };
  }
}
