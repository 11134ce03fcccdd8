import type { CallRecord } from '../../calls/CallRecord';

/** amoCRM's `call_status`, those that we use. */
const STATUS = { notAvailable: 3, talked: 4, noConnection: 6, busy: 7 } as const;

/** What amoCRM is told of how a call came out; the table stands in docs/AMOCRM.en.md, too. */
export function callStatus({ direction, outcome }: CallRecord): number {
  switch (outcome) {
    case 'answered':
      return STATUS.talked;
    case 'missed':
    case 'failed':
      return STATUS.noConnection;
    case 'busy':
      return STATUS.busy;
    case 'noAnswer':
      return STATUS.notAvailable;
    case 'rejected':
      // A client who refuses our call is busy; a client whom we refuse did not get through.
      return direction === 'outbound' ? STATUS.busy : STATUS.noConnection;
  }
}
