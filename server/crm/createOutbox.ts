import { crmJobSchema, type CrmJob } from './callLog/CrmJob';
import type { CrmJobRunner } from './callLog/CrmJobRunner';
import type { CrmOptions } from './Crm';
import { crmLog } from './messages';
import { Outbox } from './outbox/Outbox';
import { LogLine } from '../system/LogLine';

/** The outbox of finished calls, their notes and next tasks, not started yet. */
export function createOutbox(
  { outboxStore, logger, clock, random = Math.random }: CrmOptions,
  runner: CrmJobRunner,
): Outbox<CrmJob> {
  return new Outbox(outboxStore, runner, crmJobSchema, clock, random, {
    parked: ({ id, reason }) => logger.error(new LogLine(crmLog.callParked, { trace: id, reason })),
    // The store itself reports a fault of its own, once.
    storeFailed: (err) => {
      if (!isStoreFault(err)) logger.error(new LogLine(crmLog.outboxNotWritten, { err }));
    },
    waiting: (reason) => logger.warn(new LogLine(crmLog.callsWait, { reason })),
    flowing: () => logger.warn(new LogLine(crmLog.callsFlow)),
    broken: (trace, err) => logger.error(new LogLine(crmLog.callLogFailed, { trace, err })),
  });
}

/** The store's error type is known by its name: amoCRM's side knows the store by its own port. */
function isStoreFault(error: unknown): boolean {
  return error instanceof Error && error.name === 'StoreFault';
}
