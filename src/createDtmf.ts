import type { CallControl } from './domain/calls/CallControl';
import { DtmfQueue } from './domain/calls/DtmfQueue';
import type { Timer } from './domain/Timer';
import { RpcDtmf } from './infrastructure/rpc/RpcDtmf';
import type { RpcClient } from './infrastructure/rpc/RpcClient';

/** What sends the keys of calls; a failure becomes a problem of the board. */
export function createDtmf(rpc: RpcClient, calls: CallControl, timer: Timer): DtmfQueue {
  let last = 0;
  return new DtmfQueue(
    new RpcDtmf(rpc),
    // The moment and a running number: unique in this tab, and practically unique across tabs.
    () => `${timer.now()}.${++last}`,
    (failure) => {
      calls.dtmfFailed(failure);
    },
  );
}
