import type { OutgoingLayout } from './layOut';

/** A setting of the module by its "Имя свойства"; empty when it is not there. */
export function setting(name: string): string {
  const value: unknown = Reflect.get(Namespace.params.data, name);
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** A setting of few words, in lower case; the first word stands for an empty or unknown one. */
export function choice<Word extends string>(name: string, words: readonly [Word, ...Word[]]): Word {
  const value = setting(name).toLowerCase();
  return words.find((word) => word === value) ?? words[0];
}

/** Where outgoing calls' numbers stand: setting `outgoingLayout`. */
export function outgoingLayout(): OutgoingLayout {
  return choice('outgoingLayout', ['new', 'old']);
}

/** Whether events and records carry the call's id: setting `callId`, `off` for servers that refuse it. */
export function withCallId(): boolean {
  return choice('callId', ['on', 'off']) === 'on';
}
