import type { DtmfSender } from '../../domain/calls/DtmfQueue';
import type { RpcClient } from './RpcClient';

/** Sends DTMF digits to the backend by JSON-RPC. */
export class RpcDtmf implements DtmfSender {
  constructor(private readonly rpc: RpcClient) {}

  async sendDtmf(callId: string, digits: string, key: string): Promise<void> {
    await this.rpc.call('send_dtmf', { unique_id: callId, digits, command_id: key });
  }
}
