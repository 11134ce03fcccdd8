import type { Agent } from '../../calls/Agent';
import type { CallRecord } from '../../calls/CallRecord';
import type { MissedTaskSettings } from '../amoSettings';
import type { AmoUsers } from '../callers/AmoUsers';
import type { CallerLookup } from '../callers/CallerLookup';
import { AmoFault } from '../client/AmoFault';
import type { CallResponsible } from './requestBodies';

/** What is used to know whose a call is. */
export interface CallUsersOptions {
  readonly users: AmoUsers;
  readonly lookup: CallerLookup;
  readonly agentOf: (extension: string) => Agent | null;
}

/** Users of amoCRM for what is written of a call. All fail with an `AmoFault`. */
export class CallUsers {
  constructor(private readonly options: CallUsersOptions) {}

  /** Candidates for the task's user, the best first; null: amoCRM chooses. */
  async ownersOf(
    record: CallRecord,
    { to, otherwise }: MissedTaskSettings,
    signal: AbortSignal,
  ): Promise<readonly (number | null)[]> {
    const agent = await this.userOf(record);
    const wanted = to === 'agent' ? agent : await this.responsibleFor(record, signal);
    return [...[wanted, otherwise ?? null, agent].filter((user) => user !== null), null];
  }

  /** Id of the responsible user; null also when amoCRM permanently refuses the lookup. */
  private async responsibleFor({ number }: CallRecord, signal: AbortSignal): Promise<number | null> {
    try {
      return (await this.options.lookup.callerOf(number, signal)).responsibleId;
    } catch (error) {
      if (error instanceof AmoFault && error.isPermanent) return null;
      throw error;
    }
  }

  /** Candidates for the call's user, the best first: amoCRM refuses users that were deleted or deactivated. */
  async responsiblesOf(record: CallRecord): Promise<readonly CallResponsible[]> {
    const name = this.agentOf(record)?.name ?? null;
    const userId = await this.userOf(record);
    return userId === null ? [name, null] : [userId, name, null];
  }

  async userOf(record: CallRecord): Promise<number | null> {
    const agent = this.agentOf(record);
    return agent === null ? null : this.options.users.idOf(agent);
  }

  private agentOf({ extension }: CallRecord): Agent | null {
    return extension === null ? null : this.options.agentOf(extension);
  }
}
