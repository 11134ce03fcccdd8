import type { CallCommands } from '../../domain/calls/CallCommands';
import { targetNumber, type Action } from '../../domain/calls/Command';
import type { RpcClient } from './RpcClient';

/** The telephone system's commands, sent to the backend. */
export class RpcCallCommands implements CallCommands {
  constructor(
    private readonly rpc: RpcClient,
    /** Does the backend know several calls and keys of commands? One that does not gets the seed's parameters. */
    private readonly isExtended: () => boolean,
  ) {}

  async send(action: Action, key: string): Promise<void> {
    const once = this.isExtended() ? { command_id: key } : {};
    if (action.kind === 'originate') {
      const { target } = action;
      if (target.kind === 'number') await this.rpc.call('originate', { phone: target.number, ...once });
      else await this.rpc.call('originate_by_contact', { contact_uuid: target.contact.id, ...once });
      return;
    }
    const unique_id = action.callId ?? '';
    const onCall = this.isExtended() && action.callId !== null ? { unique_id, ...once } : once;
    const needsCall = { unique_id, ...once };
    switch (action.kind) {
      case 'hangup':
        await this.rpc.call('hangup', onCall);
        return;
      case 'mute':
        await this.rpc.call('set_mute', { is_mute: action.on, ...onCall });
        return;
      case 'hold':
        await this.rpc.call('set_hold', { is_hold: action.on, ...onCall });
        return;
      case 'redirect':
        await this.rpc.call('redirect', { phone: targetNumber(action.target), ...onCall });
        return;
      case 'consult':
        await this.rpc.call('consult', { phone: targetNumber(action.target), ...needsCall });
        return;
      case 'completeTransfer':
        await this.rpc.call('complete_transfer', needsCall);
        return;
      case 'cancelTransfer':
        await this.rpc.call('cancel_transfer', needsCall);
        return;
      case 'answer':
      case 'reject':
        await this.rpc.call(action.kind, needsCall);
    }
  }

  async sendDtmf(callId: string, digits: string, key: string): Promise<void> {
    await this.rpc.call('send_dtmf', { unique_id: callId, digits, command_id: key });
  }

  async clearMissed(callIds: readonly string[]): Promise<void> {
    await this.rpc.call('clear_missed', { unique_ids: [...callIds] });
  }
}
