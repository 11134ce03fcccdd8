import type { FastifyBaseLogger } from 'fastify';
import type { AgentDirectory } from './calls/AgentDirectory';
import type { AgentStates } from './calls/AgentStates';
import type { Presence } from './calls/presence';
import { CallerCards } from './crm/callerCard/CallerCards';
import type { Crm } from './crm/Crm';
import { crmLog } from './crm/messages';
import { notedCall } from './history/notedCall';
import { outcomeTextOf } from './outcomeTextOf';
import type { OpenRoutingOptions } from './routing/openRouting';
import { RoutingNotes } from './routing/RoutingNotes';
import type { HandlersOptions } from './rpc/createHandlers';
import type { Clock } from './system/Clock';
import { LogLine } from './system/LogLine';

/** The cards, with what the backend's other parts tell them and ask of them. */
export interface CreatedCards {
  readonly cards: CallerCards;
  /** For the dialplan's route. */
  readonly onDecision: NonNullable<OpenRoutingOptions['onDecision']>;
  readonly chooseContact: NonNullable<HandlersOptions['chooseContact']>;
  /** See `HandlersOptions`. */
  readonly contactDialled: NonNullable<HandlersOptions['contactDialled']>;
  /** What this agent's phone does has changed without a call. */
  readonly presenceChanged: (extension: string) => void;
}

interface CreateCallerCardsOptions {
  readonly states: AgentStates;
  readonly directory: AgentDirectory;
  readonly presenceOf: (extension: string) => Presence;
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
}

/** Builds callers' cards. Without amoCRM, or without proof of users, they say only why it rings. */
export function createCallerCards(
  crm: Pick<Crm, 'cardSources' | 'mayViewCardsOf' | 'seenClients' | 'notes'> | null,
  { states, directory, presenceOf, clock, logger }: CreateCallerCardsOptions,
): CreatedCards {
  const routing = new RoutingNotes(clock);
  const cards = new CallerCards(crm?.cardSources ?? null, {
    states,
    colleague: (extension) => {
      const agent = directory.withExtension(extension);
      return agent === null
        ? { extension }
        : { name: agent.name, extension, presence: presenceOf(extension) };
    },
    decisionOf: (number) => routing.of(number),
    mayKnowOwner: (viewer, owner) => crm?.mayViewCardsOf(viewer, owner) ?? true,
    // By the rules of the list of past calls: what that hides the card hides, too.
    notedOf: (extension, call, client) =>
      notedCall(call, client, {
        extension,
        mayViewCallsOf: (colleague) =>
          crm?.seenClients?.mayViewCallsOf(extension, colleague) ?? extension === colleague,
        nameOf: (other) => directory.withExtension(other)?.name ?? other,
        outcomeText: (id) => outcomeTextOf(crm, id),
      }),
    onFault: (err) => logger.warn(new LogLine(crmLog.cardUnread, { err })),
  });
  return {
    cards,
    onDecision: (number, decision) => routing.add(number, decision),
    presenceChanged: (extension) => cards.presenceChanged(extension),
    contactDialled: (...contact) => cards.dialled(...contact),
    chooseContact: () => (cards.canChoose ? (...choice) => cards.choose(...choice) : undefined),
  };
}

/** What the wire's methods ask of the cards, which are created after the core. */
export function cardMethodsOf(
  cards: () => CreatedCards,
): Required<Pick<HandlersOptions, 'chooseContact' | 'contactDialled'>> {
  return {
    chooseContact: () => cards().chooseContact(),
    contactDialled: (...contact) => cards().contactDialled(...contact),
  };
}
