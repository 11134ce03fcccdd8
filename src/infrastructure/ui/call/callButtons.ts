import type { WidgetAbility } from '../../../domain/calls/WidgetAbility';
import { consultationOn, isConversation, type Call } from '../../../domain/calls/Call';
import type { Action } from '../../../domain/calls/Command';
import type { TextKey } from '../../amocrm/texts';
import type { CallContext } from './CallContext';

/** A button of a call's card. */
export interface CallButton {
  readonly command: string;
  readonly icon: string;
  readonly label: string;
  /** What a press does, where the label does not say it. */
  readonly title: string;
  /** Null: the button has no two states. */
  readonly pressed: boolean | null;
  /** Something is under way: the button stays where it is and takes no press. */
  readonly pending: boolean;
  /** The command can't work now. */
  readonly disabled: boolean;
  readonly look: 'plain' | 'good' | 'danger' | 'primary';
}

/** The buttons that work for a call in its phase on this telephone system, in their order. Pure. */
export function callButtons(call: Call, sight: CallContext): readonly CallButton[] {
  const { board, abilities, texts } = sight;
  const pendingKinds = board.commands.flatMap(({ action }) =>
    action.kind !== 'originate' && action.callId === call.id ? [action.kind] : [],
  );
  const button = (
    needs: WidgetAbility,
    command: Action['kind'] | 'keypad' | 'transfer' | 'callBack',
    icon: string,
    label: TextKey,
    rest: Partial<CallButton> = {},
  ): readonly CallButton[] =>
    abilities.has(needs)
      ? [
          {
            command,
            icon,
            label: texts(label),
            title: '',
            pressed: null,
            pending: pendingKinds.some((kind) => kind === command),
            disabled: sight.outage !== null && command !== 'keypad' && command !== 'transfer',
            look: 'plain',
            ...rest,
          },
        ]
      : [];
  const hangup = button('hangup', 'hangup', 'hangup', 'call.hangup', { look: 'danger' });

  switch (call.phase) {
    case 'ringing': {
      const isSecond = board.calls.some((one) => one.phase === 'talking');
      return [
        ...button('answer', 'answer', 'call', isSecond ? 'call.holdAndAnswer' : 'call.answer', {
          look: 'good',
        }),
        ...button('reject', 'reject', 'hangup', 'call.reject', { look: 'danger' }),
      ];
    }
    case 'dialing':
      return call.consultOf === null
        ? hangup
        : button('consult', 'cancelTransfer', 'back', 'call.cancelTransfer');
    case 'talking':
    case 'held': {
      const isHeld = call.phase === 'held';
      const isConsulting = call.consultOf !== null;
      const transfer = sight.hasTransfer && !isConsulting && consultationOn(board.calls, call.id) === null;
      return [
        ...(isConsulting
          ? [
              ...button('consult', 'completeTransfer', 'redirect', 'call.completeTransfer', {
                look: 'primary',
              }),
              ...button('consult', 'cancelTransfer', 'back', 'call.cancelTransfer'),
            ]
          : []),
        ...button('mute', 'mute', call.muted ? 'muted' : 'mute', 'call.mute', {
          pressed: call.muted,
          title: texts(call.muted ? 'call.muteOff' : 'call.muteOn'),
        }),
        ...button('hold', 'hold', isHeld ? 'resume' : 'hold', 'call.hold', {
          pressed: isHeld,
          title: texts(isHeld ? 'call.holdOff' : 'call.holdOn'),
        }),
        ...(isConsulting
          ? []
          : button('dtmf', 'keypad', 'keypad', 'call.keypad', { pressed: sight.keypadFor === call.id })),
        ...(transfer ? button('redirect', 'transfer', 'redirect', 'call.transfer') : []),
        ...(isConsulting ? [] : hangup),
      ];
    }
    case 'ended':
      return button('originate', 'callBack', 'call', 'call.callBack');
  }
}

/** Could this call be handed over now? */
export function isTransferable(call: Call | null): call is Extract<Call, { phase: 'talking' | 'held' }> {
  return call !== null && isConversation(call) && call.consultOf === null;
}
