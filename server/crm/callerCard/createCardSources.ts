import type { AgentDirectory } from '../../calls/AgentDirectory';
import type { Clock } from '../../system/Clock';
import { extensionOfUser } from '../callers/responsibleExtension';
import type { ClientIndex } from '../clientIndex/ClientIndex';
import type { ClientIndexStore } from '../clientIndex/ClientIndexStore';
import type { AgentRights } from '../rights/AgentRights';
import type { CallHistory } from './CallHistory';
import type { CardSources } from './CallerCards';
import type { Colleague } from './callerCard';
import { CardReader } from './CardReader';
import { chosenFor } from './chosenFor';
import { ChosenContacts, type ChoiceStore } from './ChosenContacts';

/** What the sources are built with. */
interface CreateCardSourcesOptions {
  readonly directory: AgentDirectory;
  readonly clock: Pick<Clock, 'now'>;
  readonly indexStore?: ClientIndexStore | undefined;
  readonly calls?: CallHistory | undefined;
  readonly choices?: ChoiceStore | undefined;
}

/** What caller's cards are made of; null: there is no index, or it is not proven who asks. */
export function createCardSources(
  { directory, clock, indexStore, calls, choices }: CreateCardSourcesOptions,
  index: ClientIndex | null,
  rights: AgentRights | null,
): CardSources | null {
  if (index === null || rights === null) return null;
  if (indexStore === undefined || calls === undefined || choices === undefined) return null;
  const chosen = new ChosenContacts(choices, () => clock.now());
  const userOf = (id: number, colleague: (extension: string) => Colleague): Colleague | null => {
    const user = index.users.byId(id);
    if (user === null) return null;
    const extension = extensionOfUser(directory, id, user.email ?? null);
    // As amoCRM names them, on the card as everywhere.
    return { ...(extension !== null && colleague(extension)), name: user.name };
  };
  return {
    reader: new CardReader(index.cards, indexStore, calls, chosen),
    chosen,
    isFilled: () => index.isFilled,
    ageMs: () => index.ageMs,
    currency: () => index.lists.currency,
    viewerOf: (viewer, colleague) => ({
      extension: viewer,
      mayView: (kind, card) => rights.mayView(viewer, kind, card),
      mayViewCallOf: (extension) => rights.mayViewCallOf(viewer, extension, ['contacts', 'companies']),
      chosenOf: ({ choices: made, contacts }) =>
        chosenFor(viewer, made, contacts, (other, card) => rights.mayView(other, 'contacts', card)),
      userOf: (id) => userOf(id, colleague),
      nameOf: (extension) => directory.withExtension(extension)?.name ?? null,
      stageOf: (pipelineId, statusId) => index.lists.stages.nameOf(pipelineId, statusId),
    }),
  };
}
