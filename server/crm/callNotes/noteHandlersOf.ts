import type { Crm } from '../Crm';
import type { NoteMethods } from './NoteMethods';
import { openFromLeader, readFromLeader } from './readFromLeader';

/** The wire's handlers for notes; commands reach the leader by themselves. */
type NoteHandlers = Pick<NoteMethods, 'save' | 'setOutcome' | 'extend' | 'read' | 'open' | 'outcomes'>;

/**
 * What the wire's methods for notes do; undefined: agents are not asked for outcomes.
 * @param askLeader of several backends: runs an errand on the leader, which has the notes
 */
export function noteHandlersOf(
  crm: Pick<Crm, 'notes'> | null,
  askLeader?: (text: string) => Promise<string>,
): NoteHandlers | undefined {
  const methods = crm?.notes?.methods;
  if (methods === undefined) return undefined;
  return {
    save: (...args) => methods.save(...args),
    setOutcome: (...args) => methods.setOutcome(...args),
    extend: (...args) => methods.extend(...args),
    outcomes: () => methods.outcomes(),
    read: (extension, call) =>
      askLeader === undefined
        ? methods.read(extension, call)
        : readFromLeader(askLeader, { extension, call }),
    open: (extension) =>
      askLeader === undefined ? methods.open(extension) : openFromLeader(askLeader, { extension }),
  };
}
