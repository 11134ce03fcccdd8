import type { Finding } from '../../../system/Check';
import { joined, sameInAll, type Message } from '../../../system/Message';
import { lossMessages, rightMessages } from './rightMessages';

/** A right in `write =` of the user in manager.conf. */
type Right = 'call' | 'originate' | 'system';

/** An action that the driver uses, and the right and module that it needs. */
interface NeededAction {
  readonly action: string;
  readonly right: Right;
  /** The module that provides it; absent: it is in the core. */
  readonly module?: Message;
  /** What does not work without it. */
  readonly without: Message;
}

const NEEDED: readonly NeededAction[] = [
  { action: 'Status', right: 'call', without: lossMessages.follow },
  { action: 'Setvar', right: 'call', without: lossMessages.holdOrTransfer },
  { action: 'Hangup', right: 'call', without: lossMessages.hangup },
  { action: 'Redirect', right: 'call', without: lossMessages.holdOrTransfer },
  { action: 'Bridge', right: 'call', without: lossMessages.resume },
  { action: 'Originate', right: 'originate', without: lossMessages.call },
  {
    action: 'MuteAudio',
    right: 'system',
    module: sameInAll('res_mutestream.so'),
    without: lossMessages.mute,
  },
  { action: 'PlayDTMF', right: 'call', without: lossMessages.digits },
];

const NOTIFY: NeededAction = {
  action: 'PJSIPNotify',
  right: 'system',
  module: rightMessages.notifyModule,
  without: lossMessages.notify,
};

/**
 * Actions that need only this right: a user who may use one of them has the right, whichever modules are
 * loaded. (`write` of each is in main/manager.c and main/manager_bridges.c of Asterisk 16 to 22.)
 */
const WITNESSES: Readonly<Record<Right, readonly string[]>> = {
  call: ['Setvar', 'Redirect', 'Bridge', 'PlayDTMF'],
  originate: ['Originate'],
  system: ['Filter', 'MuteAudio', 'PJSIPShowEndpoint', 'PJSIPNotify'],
};

/** Has the user this right? @param available names of the actions that the user may use */
export function hasRight(available: ReadonlySet<string>, right: Right): boolean {
  return WITNESSES[right].some((action) => available.has(action));
}

/**
 * Findings about missing actions: each missing right once with all that fails without it, then each missing module.
 * @param available names of the actions that the user may use, as `ListCommands` lists them
 * @param isAsked a phone is set to be controlled by NOTIFY
 */
export function missingActions(available: ReadonlySet<string>, isAsked: boolean): readonly Finding[] {
  const needed = isAsked ? [...NEEDED, NOTIFY] : NEEDED;
  const missing = needed.filter(({ action }) => !available.has(action));
  if (missing.length === 0) return [{ level: 'ok', text: rightMessages.complete }];
  const rights = [...new Set(missing.map(({ right }) => right))].filter(
    (right) => !hasRight(available, right),
  );
  const byRight = rights.map((right): Finding => {
    const lost = new Set(missing.flatMap((one) => (one.right === right ? [one.without] : [])));
    return { level: 'fault', text: rightMessages.lacksWith(right, joined([...lost], '; ')) };
  });
  const byModule = missing.flatMap(({ action, right, module, without }): Finding[] =>
    rights.includes(right)
      ? []
      : [
          {
            level: 'fault',
            text:
              module === undefined
                ? rightMessages.tooOld(action, without)
                : rightMessages.noModule(action, without, module),
          },
        ],
  );
  return [...byRight, ...byModule];
}
