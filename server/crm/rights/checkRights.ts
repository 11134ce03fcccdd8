import type { Agent } from '../../calls/Agent';
import type { Finding } from '../../system/Check';
import type { AmoUser } from '../callers/amoAnswers';
import { userOfAgent } from './AgentRights';
import { rightsCheckMessages as messages } from './messages';
import { nextRights } from './nextRights';

/** What `check` finds in the rights of the agents' users. @param users empty: the token may not list them */
export function checkRights(agents: readonly Agent[], users: readonly AmoUser[]): readonly Finding[] {
  const known = nextRights({ kind: 'unread', why: null }, { type: 'read', users, at: 0 });
  if (known.kind === 'unread' || users.length === 0) {
    const byEmail = agents.filter(({ amouserId }) => amouserId === undefined).map(({ email }) => email);
    return [
      { level: 'fault', text: messages.noUsers },
      ...(byEmail.length === 0
        ? []
        : [{ level: 'fault' as const, text: messages.lockedOut(byEmail.join(', ')) }]),
    ];
  }
  // An agent without a user can't sign in at all, which `AmoCheck` says.
  const withUser = agents.filter((agent) => userOfAgent(agent, known) !== null);
  const rightsOf = (agent: Agent): AmoUser['rights'] => userOfAgent(agent, known)?.rights ?? null;
  const emails = (isNamed: (rights: AmoUser['rights']) => boolean): string =>
    withUser
      .filter((agent) => isNamed(rightsOf(agent)))
      .map(({ email }) => email)
      .join(', ');
  const blind = emails((rights) => rights?.isActive !== true);
  const alone = emails(
    (rights) =>
      rights?.isActive === true &&
      !rights.isAdmin &&
      rights.groupId === null &&
      [rights.contacts, rights.companies, rights.leads].includes('group'),
  );
  return [
    { level: 'ok', text: messages.applied },
    ...(blind === '' ? [] : [{ level: 'warning' as const, text: messages.seesNothing(blind) }]),
    ...(alone === '' ? [] : [{ level: 'warning' as const, text: messages.noGroup(alone) }]),
  ];
}
