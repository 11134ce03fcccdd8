import type { TelephonyMethod } from '../../../protocol/callCommand';
import type { Params } from '../../../protocol/methods';
import type { CallCommands } from '../../domain/calls/CallCommands';
import { targetNumber, type Action } from '../../domain/calls/Command';
import type { RpcClient } from './RpcClient';

/** The telephone system's commands, sent to the backend. */
export class RpcCallCommands implements CallCommands {
  constructor(
    private readonly rpc: RpcClient,
    /** Does the backend know several calls and keys of commands? One that does not gets the original's parameters. */
    private readonly isExtended: () => boolean,
  ) {}

  async send(action: Action, key: string): Promise<void> {
    const [method, params] = requestFor(action, key, this.isExtended());
    await this.rpc.call(method, params);
  }

  async sendDtmf(callId: string, digits: string, key: string): Promise<void> {
    await this.rpc.call('send_dtmf', { unique_id: callId, digits, command_id: key });
  }

  async clearMissed(callIds: readonly string[]): Promise<void> {
    await this.rpc.call('clear_missed', { unique_ids: [...callIds] });
  }
}

/** Methods that a command is sent by. */
type CommandMethod = Exclude<TelephonyMethod, 'send_dtmf'>;

/** The request for a command. @param isExtended false: call and key are left out, as the original's wire has neither */
function requestFor(
  action: Action,
  command_id: string,
  isExtended: boolean,
): { [M in CommandMethod]: readonly [M, Params<M>] }[CommandMethod] {
  const once = isExtended ? { command_id } : {};
  if (action.kind === 'originate') {
    const { target } = action;
    return target.kind === 'number'
      ? ['originate', { phone: target.number, ...once }]
      : ['originate_by_contact', { contact_uuid: target.contact.id, ...once }];
  }
  const needsCall = { unique_id: action.callId ?? '', ...once };
  const onCall = isExtended && action.callId !== null ? needsCall : once;
  switch (action.kind) {
    case 'hangup':
      return ['hangup', onCall];
    case 'mute':
      return ['set_mute', { is_mute: action.on, ...onCall }];
    case 'hold':
      return ['set_hold', { is_hold: action.on, ...onCall }];
    case 'redirect':
      return ['redirect', { phone: targetNumber(action.target), ...onCall }];
    case 'consult':
      return ['consult', { phone: targetNumber(action.target), ...needsCall }];
    case 'completeTransfer':
      return ['complete_transfer', needsCall];
    case 'cancelTransfer':
      return ['cancel_transfer', needsCall];
    default:
      return [action.kind, needsCall];
  }
}
