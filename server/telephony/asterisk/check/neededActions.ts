import type { Finding } from '../../../commands/Check';

/** An action that the driver uses, and what makes it available. */
interface NeededAction {
  readonly action: string;
  /** Any of these in `write =` of the user in manager.conf. */
  readonly right: string;
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
  { action: 'MuteAudio', right: 'system', module: 'res_mutestream.so', without: 'no call can be muted' },
  { action: 'PlayDTMF', right: 'call', without: 'no digits can be sent' },
];

const NOTIFY: NeededAction = {
  action: 'PJSIPNotify',
  right: 'system',
  module: 'res_pjsip_notify.so (it needs a pjsip_notify.conf)',
  without: 'no phone can be asked to answer or to hold',
};

/**
 * What is missing among the actions.
 * @param available names of the actions that the user may use, as `ListCommands` tells them
 * @param isAsked some phone is set to be asked by NOTIFY
 */
export function missingActions(available: ReadonlySet<string>, isAsked: boolean): readonly Finding[] {
  const needed = isAsked ? [...NEEDED, NOTIFY] : NEEDED;
  const missing = needed.filter(({ action }) => !available.has(action));
  if (missing.length === 0) return [{ level: 'ok', text: 'The manager user may do all that is needed.' }];
  return missing.map(({ action, right, module, without }) => {
    const or = module === undefined ? '' : `, or the module ${module} is not loaded`;
    return {
      level: 'fault',
      text: `The action ${action} is not to be had, so ${without}: "write" of the user in manager.conf lacks "${right}"${or}.`,
    };
  });
}
