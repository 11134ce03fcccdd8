import type { WidgetAbility } from '../../../domain/calls/WidgetAbility';
import { consultationOn, isConversation, type Call } from '../../../domain/calls/Call';
import type { Action } from '../../../domain/calls/Command';
import type { TextKey } from '../../amocrm/Texts';
import type { CallContext } from './CallContext';

/** A button of a call's card. */
export interface CallButton {
  /** For `data-command`; `CallDesk.act` carries it out. */
  readonly command: string;
  /** Name of the SVG symbol `asteriskng-i-…`. */
  readonly icon: string;
  readonly label: string;
  /** Name for screen readers where the label does not say what a press does, and holds the label; else empty. */
  readonly name: string;
  /** Tooltip: what a press does, where the label does not say it; else empty. */
  readonly title: string;
  /** State of a toggle button; null: not a toggle. */
  readonly pressed: boolean | null;
  /** Its command is under way: the button stays and ignores clicks. */
  readonly pending: boolean;
  /** The command can't work now, since the backend or its telephone system is not connected. */
  readonly disabled: boolean;
  /** `on`: it ends a state that the call is in. */
  readonly look: 'plain' | 'good' | 'danger' | 'quiet' | 'primary' | 'on';
}

/** The buttons of a call's card, in their order: those for its phase whose ability the telephone system has. Pure. */
export function callButtons(call: Call, context: CallContext): readonly CallButton[] {
  const { board, abilities, texts } = context;
  const pendingKinds = board.commands.flatMap(({ action }) =>
    action.kind !== 'originate' && action.callId === call.id ? [action.kind] : [],
  );
  /** The button in a list; an empty list when the ability is missing. */
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
            name: '',
            title: '',
            pressed: null,
            pending: pendingKinds.some((kind) => kind === command),
            disabled: context.outage !== null && command !== 'keypad' && command !== 'transfer',
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
        ...button('reject', 'reject', 'hangup', 'call.reject', { look: 'quiet' }),
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
      const transfer = context.hasTransfer && !isConsulting && consultationOn(board.calls, call.id) === null;
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
          name: texts('call.muteName'),
          title: texts(call.muted ? 'call.muteOff' : 'call.muteOn'),
        }),
        // Its word says what a press does, so it is no toggle for screen readers.
        ...(isHeld
          ? button('hold', 'hold', 'resume', 'call.holdOff', { look: 'on' })
          : button('hold', 'hold', 'hold', 'call.hold', { title: texts('call.holdOn') })),
        ...(isConsulting
          ? []
          : button('dtmf', 'keypad', 'keypad', 'call.keypad', { pressed: context.keypadFor === call.id })),
        ...(transfer ? button('redirect', 'transfer', 'redirect', 'call.transfer') : []),
        ...(isConsulting ? [] : hangup),
      ];
    }
    case 'ended':
      // The client is with a colleague.
      return call.reason === 'answeredElsewhere'
        ? []
        : button('originate', 'callBack', 'call', 'call.callBack');
  }
}

/** Whether the call can be transferred in its phase: a conversation that is not itself a consultation. */
export function isTransferable(call: Call | null): call is Extract<Call, { phase: 'talking' | 'held' }> {
  return call !== null && isConversation(call) && call.consultOf === null;
}
