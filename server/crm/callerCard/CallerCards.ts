import { phoneKey } from '../../../protocol/isSamePhone';
import type { CallerCard } from '../../../protocol/callerCard';
import type { AgentCall } from '../../calls/AgentCall';
import type { AllCalls } from '../../calls/AllCalls';
import type { CallEvent } from '../../calls/CallEvent';
import { CommandFault } from '../../calls/CommandFault';
import type { RoutingDecision } from '../../calls/RoutingDecision';
import { contactOfAmoUuid } from '../contacts/amoUuid';
import { boundCard } from './boundCard';
import { callerCard, type CardViewer, type Colleague } from './callerCard';
import { NO_FACTS, type CardFacts } from './CardFacts';
import type { CardReader } from './CardReader';
import type { ChosenContacts } from './ChosenContacts';
import type { NotedCall, NotedOf } from './NotedCall';
import { consultedAbout, refusedBy, transferredBy, whyHere } from './whyHere';

/** From this age on the card says how old it is, ms: changes are looked for each 30 s. */
const OLD_MS = 180_000;

/** What amoCRM's side gives to the cards; null where rights do not apply, or there is no index: a card says only why it rings. */
export interface CardSources {
  readonly reader: Pick<CardReader, 'read'>;
  readonly chosen: Pick<ChosenContacts, 'choose' | 'of'>;
  /** Can it be asked who has a number? */
  readonly isFilled: () => boolean;
  /** Null: not known. */
  readonly ageMs: () => number | null;
  /** ISO code of the account's currency; null: not known. */
  readonly currency: () => string | null;
  readonly viewerOf: (extension: string, colleague: (extension: string) => Colleague) => CardViewer;
}

/** What the cards need of the backend around them. */
export interface CallerCardsOptions {
  readonly states: {
    readonly all: AllCalls;
    /** @param card null: there is none any more */
    applyCard(extension: string, callId: string, card: CallerCard | null): void;
  };
  /** An agent as others see them; without a name: no agent has the extension. */
  readonly colleague: (extension: string) => Colleague;
  /** The last answer of `/route` for a caller; null: there is none, or it is old. */
  readonly decisionOf: (number: string) => RoutingDecision | null;
  /** May the agent know that a client is this colleague's? Where no rights apply, they always may. */
  readonly mayKnowOwner: (viewer: string, owner: string) => boolean;
  /** See `NotedOf`; of this agent. */
  readonly notedOf: (viewer: string, ...asked: Parameters<NotedOf>) => NotedCall | null;
  readonly onFault: (cause: unknown) => void;
}

/** Puts a card to each call of an agent when it begins, and again when something of it changes. Sends no request. */
export class CallerCards {
  constructor(
    private readonly sources: CardSources | null,
    private readonly options: CallerCardsOptions,
  ) {}

  /** To be called after the states have handled the event. */
  readonly call = (extension: string, event: CallEvent): void => {
    if (event.type === 'began' || event.type === 'connected')
      this.refresh((other, call) => other === extension && call.id === event.id);
    // The agent's state is on the cards of the agents who consult or take over, and on those that show the agent's phone.
    this.refresh(
      (other, call) =>
        other !== extension &&
        ((event.type === 'began' && event.consultOf !== undefined && call.party.number === extension) ||
          (event.type === 'ended' &&
            event.reason === 'transferred' &&
            this.isOf(extension, event.id, call)) ||
          // Who did not take the call may be known only after it has come back.
          (event.type === 'ended' && refusedBy(this.options.states.all, other, call) !== null) ||
          (isOfPresence(event) && isAbout(call, extension))),
    );
  };

  /** What this agent's phone does has changed without a call. */
  presenceChanged(extension: string): void {
    this.refresh((other, call) => other !== extension && isAbout(call, extension));
  }

  /** Makes the cards of live calls again. @param isMeant left out: all of them */
  refresh(isMeant: (extension: string, call: AgentCall) => boolean = () => true): void {
    for (const [extension, { calls }] of this.options.states.all)
      for (const call of calls)
        if (call.phase !== 'ended' && isMeant(extension, call)) this.make(extension, call);
  }

  /** Can a choice be remembered? */
  get canChoose(): boolean {
    return this.sources !== null;
  }

  /** Of the contacts of the agent's call it is this one, for them at least. Fails with a `CommandFault`. */
  async choose(extension: string, callId: string, contactId: string): Promise<void> {
    const { sources } = this;
    if (sources === null) throw new CommandFault('NotSupported');
    const call = this.options.states.all.get(extension)?.calls.find(({ id }) => id === callId);
    if (call === undefined) throw new CommandFault('NoActiveCall');
    const { number, matches } = call.party;
    if (!matches.some(({ id }) => id === contactId)) throw new CommandFault('UnknownContact');
    await sources.chosen.choose(number, Number(contactId), extension);
    this.refreshNumber(number);
  }

  /**
   * An agent calls this entry of the phone book: of several contacts with the number it is the one that they have found there,
   * if they may view it.
   */
  dialled(extension: string, uuid: string): void {
    const contact = contactOfAmoUuid(uuid);
    const { sources } = this;
    if (contact === null || sources?.isFilled() !== true) return;
    const { number, id } = contact;
    const viewer = sources.viewerOf(extension, this.options.colleague);
    const remember = async (): Promise<void> => {
      const { holders } = await sources.reader.read(number);
      const isIt = holders.some(
        ({ kind, card }) => kind === 'contacts' && card.id === id && viewer.mayView(kind, card),
      );
      if (!isIt || holders.length < 2) return;
      await sources.chosen.choose(number, id, extension);
      this.refreshNumber(number);
    };
    remember().catch(this.options.onFault);
  }

  private refreshNumber(number: string): void {
    const key = phoneKey(number);
    this.refresh((_other, { party }) => phoneKey(party.number) === key);
  }

  private isOf(extension: string, callId: string, { party }: AgentCall): boolean {
    const ended = this.options.states.all.get(extension)?.calls.find(({ id }) => id === callId);
    return ended !== undefined && phoneKey(ended.party.number) === phoneKey(party.number);
  }

  private make(extension: string, call: AgentCall): void {
    const { all } = this.options.states;
    const about = consultedAbout(all, extension, call)?.about ?? call;
    // An internal call by which the agent was handed a client is about the client.
    if (about.direction === 'internal' && this.options.colleague(about.party.number).name !== undefined)
      return;
    const { sources } = this;
    if (sources === null || !sources.isFilled()) {
      this.put(extension, call.id, NO_FACTS);
      return;
    }
    sources.reader.read(about.party.number).then(
      (facts) => this.put(extension, call.id, facts),
      (cause: unknown) => {
        this.options.onFault(cause);
        this.put(extension, call.id, NO_FACTS);
      },
    );
  }

  /** What `/route` has answered for the number, if the agent may know whose client it is. */
  private decisionFor(extension: string, number: string): RoutingDecision | null {
    const { decisionOf, mayKnowOwner } = this.options;
    const decision = decisionOf(number);
    if (decision === null || decision.kind === 'none') return null;
    return mayKnowOwner(extension, decision.extension) ? decision : null;
  }

  /** What the agent may see is decided now: it may have changed while the facts were read, as the call may have. */
  private put(extension: string, callId: string, facts: CardFacts): void {
    const { states, colleague } = this.options;
    const call = states.all.get(extension)?.calls.find(({ id }) => id === callId);
    if (call === undefined) return;
    const asked = consultedAbout(states.all, extension, call);
    const { number } = (asked?.about ?? call).party;
    const by = call.direction === 'outbound' ? null : transferredBy(states.all, extension, call);
    const decision = this.decisionFor(extension, number);
    const refused = call.direction === 'outbound' ? null : refusedBy(states.all, extension, call);
    const why = whyHere(call, { by, consulted: asked?.by ?? null, refused }, decision, colleague);
    const viewer = this.sources?.viewerOf(extension, (other) =>
      // What their own phone does the agent knows.
      other === extension ? { ...colleague(other), presence: null } : colleague(other),
    );
    const known =
      viewer === undefined
        ? {}
        : callerCard(facts, viewer, (...asked) => this.options.notedOf(extension, ...asked));
    const currency = known.leads === undefined ? null : (this.sources?.currency() ?? null);
    // The age does not show either that a hidden client has the number.
    const isKnown = facts.holders.some(({ kind, card: held }) => viewer?.mayView(kind, held));
    const age = !isKnown ? null : (this.sources?.ageMs() ?? null);
    const card: CallerCard = {
      ...(asked !== null && viewer !== undefined && { about_phone: number }),
      ...known,
      ...(currency !== null && { currency }),
      ...(why !== null && { why }),
      ...(age !== null && age >= OLD_MS && { age_seconds: Math.round(age / 1_000) }),
    };
    // A caller named by the phone book alone gets an empty card: it says that the agent sees no contact.
    const isNeeded = Object.keys(card).length > 0 || (viewer !== undefined && isNamedOnly(call));
    // One that the agent may not see any more goes.
    if (isNeeded || call.card !== undefined)
      states.applyCard(extension, callId, isNeeded ? boundCard(card) : null);
  }
}

/** Is there a name of the phone book alone? */
function isNamedOnly({ direction, party }: AgentCall): boolean {
  const { name, contactId, matches } = party;
  return direction !== 'internal' && name !== null && contactId === null && matches.length === 0;
}

/** Does the call's card show what this agent's phone does? */
function isAbout({ card }: AgentCall, extension: string): boolean {
  return card?.responsible?.extension === extension;
}

function isOfPresence({ type }: CallEvent): boolean {
  return type === 'began' || type === 'answered' || type === 'ended';
}
