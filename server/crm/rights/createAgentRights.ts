import type { FastifyBaseLogger } from 'fastify';
import type { AgentDirectory } from '../../calls/AgentDirectory';
import type { Clock } from '../../system/Clock';
import { LogLine } from '../../system/LogLine';
import type { AmoUser } from '../callers/amoAnswers';
import { AgentRights, type RightsNotes } from './AgentRights';
import { rightsLog } from './messages';

/** What the rights are built with. */
interface CreateAgentRightsOptions {
  /** Number of the account whose users are proven. Undefined: no rights apply, since it is not known who asks. */
  readonly provenAccountId?: number | undefined;
  readonly directory: AgentDirectory;
  readonly indexStore?: RightsNotes | undefined;
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
}

/** What each agent may see of amoCRM, not read yet; null: everything. @param isLocal does the phone book know the number? */
export function createAgentRights(
  { provenAccountId, directory, indexStore, clock, logger }: CreateAgentRightsOptions,
  users: { all(): Promise<readonly AmoUser[]> },
  isLocal: (number: string) => boolean,
): AgentRights | null {
  if (provenAccountId === undefined) return null;
  return new AgentRights({
    listUsers: () => users.all(),
    directory,
    isLocal,
    notes: indexStore ?? null,
    clock,
    onUnread: (why, err) => logger.warn(new LogLine(rightsLog.unread, { why, err })),
  });
}
