import type { CallRecord } from '../../calls/CallRecord';

/** The values of amoCRM's `call_status` that are used. */
const STATUS = { notAvailable: 3, talked: 4, noConnection: 6, busy: 7 } as const;

/** amoCRM's `call_status` of a call's outcome; docs/AMOCRM.en.md has the same table. */
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
      // A client who rejects our call is "busy"; a client whose call is rejected has "no connection".
      return direction === 'outbound' ? STATUS.busy : STATUS.noConnection;
  }
}
