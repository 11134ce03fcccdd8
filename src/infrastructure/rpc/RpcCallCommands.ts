import type { TelephonyMethod } from '../../../protocol/CallCommand';
import type { Params } from '../../../protocol/methods';
import type { CallCommands } from '../../domain/calls/CallCommands';
import { targetNumber, type Action } from '../../domain/calls/Command';
import type { RpcClient } from './RpcClient';

/** Sends commands to the backend by JSON-RPC. */
export class RpcCallCommands implements CallCommands {
  constructor(
    private readonly rpc: RpcClient,
    /** Has the backend our extension? If not, requests have only the parameters of the original protocol. */
    private readonly isExtended: () => boolean,
  ) {}

  async send(action: Action, key: string): Promise<void> {
    const [method, params] = requestFor(action, key, this.isExtended(), this.rpc.offers('call_back'));
    await this.rpc.call(method, params);
  }

  async clearMissed(callIds: readonly string[]): Promise<void> {
    await this.rpc.call('clear_missed', { unique_ids: [...callIds] });
  }
}

/** Methods of actions. */
type CommandMethod = Exclude<TelephonyMethod, 'send_dtmf'>;

/**
 * Method and parameters for an action.
 * @param isExtended false: `unique_id` and `command_id` are left out, as the original protocol does not have them
 * @param hasTurns the backend keeps two agents from calling one client back
 */
function requestFor(
  action: Action,
  command_id: string,
  isExtended: boolean,
  hasTurns: boolean,
): { [M in CommandMethod]: readonly [M, Params<M>] }[CommandMethod] {
  const once = isExtended ? { command_id } : {};
  if (action.kind === 'originate') {
    const { target } = action;
    const dialled = { ...once, unless_taken: (hasTurns && !action.isSure) || undefined };
    return target.kind === 'number'
      ? ['originate', { phone: target.number, ...dialled }]
      : ['originate_by_contact', { contact_uuid: target.contact.id, ...dialled }];
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
