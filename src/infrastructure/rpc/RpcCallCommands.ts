import type { CallCommands } from '../../domain/calls/CallCommands';
import type { RpcClient } from './RpcClient';

/** The telephone system's commands, sent to the backend. */
export class RpcCallCommands implements CallCommands {
  constructor(private readonly rpc: RpcClient) {}

  async originate(number: string): Promise<void> {
    await this.rpc.call('originate', { phone: number });
  }

  async originateByContact(contactId: string): Promise<void> {
    await this.rpc.call('originate_by_contact', { contact_uuid: contactId });
  }

  async redirect(number: string): Promise<void> {
    await this.rpc.call('redirect', { phone: number });
  }

  async setMute(on: boolean): Promise<void> {
    await this.rpc.call('set_mute', { is_mute: on });
  }

  async setHold(on: boolean): Promise<void> {
    await this.rpc.call('set_hold', { is_hold: on });
  }

  async hangup(): Promise<void> {
    await this.rpc.call('hangup', {});
  }
}
