import type { Finding } from '../../../system/Check';

/** A right in `write =` of the user in manager.conf. */
type Right = 'call' | 'originate' | 'system';

/** An action that the driver uses, and what makes it available. */
interface NeededAction {
  readonly action: string;
  readonly right: Right;
  /** The module that brings it, when it is none of the core. */
  readonly module?: string;
  /** What the agent can't do without it. */
  readonly without: string;
}

const NEEDED: readonly NeededAction[] = [
  { action: 'Status', right: 'call', without: 'calls can not be followed' },
  { action: 'Setvar', right: 'call', without: 'no call can be held or transferred' },
  { action: 'Hangup', right: 'call', without: 'no call can be ended or rejected' },
  { action: 'Redirect', right: 'call', without: 'no call can be held or transferred' },
  { action: 'Bridge', right: 'call', without: 'no call can be taken off hold' },
  { action: 'Originate', right: 'originate', without: 'no call can be made' },
  {
    action: 'MuteAudio',
    right: 'system',
    module: 'res_mutestream.so',
    without: 'no call can be muted',
  },
  { action: 'PlayDTMF', right: 'call', without: 'no digits can be sent' },
];

const NOTIFY: NeededAction = {
  action: 'PJSIPNotify',
  right: 'system',
  module: 'res_pjsip_notify.so (it needs a pjsip_notify.conf)',
  without: 'no phone can be asked to answer or to hold',
};

/**
 * Actions that need just this right: a user who may use one has the right, whichever modules are
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
 * What is missing among the actions: each right once with all that fails without it, then each module.
 * @param available names of the actions that the user may use, as `ListCommands` tells them
 * @param isAsked some phone is set to be asked by NOTIFY
 */
export function missingActions(available: ReadonlySet<string>, isAsked: boolean): readonly Finding[] {
  const needed = isAsked ? [...NEEDED, NOTIFY] : NEEDED;
  const missing = needed.filter(({ action }) => !available.has(action));
  if (missing.length === 0) return [{ level: 'ok', text: 'The manager user may do all that is needed.' }];
  const rights = [...new Set(missing.map(({ right }) => right))].filter(
    (right) => !hasRight(available, right),
  );
  const byRight = rights.map((right): Finding => {
    const lost = new Set(missing.flatMap((one) => (one.right === right ? [one.without] : [])));
    return {
      level: 'fault',
      text: `"write" of the user in manager.conf lacks "${right}": ${[...lost].join('; ')}.`,
    };
  });
  const byModule = missing.flatMap(({ action, right, module, without }): Finding[] =>
    rights.includes(right)
      ? []
      : [
          {
            level: 'fault',
            text:
              `Asterisk has no action ${action}, so ${without}: ` +
              (module === undefined ? 'it is older than 16.' : `the module ${module} is not loaded.`),
          },
        ],
  );
  return [...byRight, ...byModule];
}
