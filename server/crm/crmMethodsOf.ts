import { noteHandlersOf } from './callNotes/noteHandlersOf';
import { clientMadeOf } from './clientMadeOf';
import type { Crm } from './Crm';

/** What is created after the methods that use it; asked at each use. */
interface CrmMethodsParts {
  readonly crm: Crm | null;
  readonly states: Parameters<typeof clientMadeOf>[1];
  /** See `noteHandlersOf`. */
  readonly askLeader: ((text: string) => Promise<string>) | undefined;
}

/** The wire's methods that amoCRM's side runs; each is undefined where it does not work. */
export function crmMethodsOf(parts: () => CrmMethodsParts): {
  readonly clientMade: () => ReturnType<typeof clientMadeOf>;
  readonly notes: () => ReturnType<typeof noteHandlersOf>;
} {
  return {
    clientMade: () => clientMadeOf(parts().crm, parts().states),
    notes: () => noteHandlersOf(parts().crm, parts().askLeader),
  };
}
