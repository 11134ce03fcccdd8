import '../../../support/domGaps';
import type { WireCall, WireMissedCall } from '../../../../protocol/call';
import type { Method } from '../../../../protocol/methods';
import { allMethods } from '../../../support/FakeBackend';
import { wireStatus } from '../../../support/wireStatus';
import { FakeAmocrm } from '../../../support/FakeAmocrm';
import type { AmoCallbacks } from '../../../../src/system/plugin/AmoWidget';

/** The page with the widget, new for each test. */
export let host: FakeAmocrm;

let callbacks: AmoCallbacks;

/** How long the views take that come in several tasks, ms. */
export const START_MS = 10;

beforeEach(async () => {
  jest.useFakeTimers({ now: 1_763_700_100_000 });
  localStorage.clear();
  host = new FakeAmocrm();
  host.backend.abortable = true;
  callbacks = host.start();
  await pass(START_MS);
});

afterEach(() => {
  callbacks.destroy();
  jest.useRealTimers();
});

/** Lets time pass, ms. */
export const pass = (ms = 0): Promise<void> => jest.advanceTimersByTimeAsync(ms);
export const find = (selector: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`.asteriskng-root ${selector}`);
export const text = (selector: string): string => find(selector)?.textContent.trim() ?? '';
export const input = (): HTMLInputElement => find('input') as HTMLInputElement;
export const press = (key: string, target: HTMLElement = input()): void =>
  void target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
/** Requests of the widget that the backend got. */
export const asked = (): string[] =>
  host.backend.seen
    .filter(({ content }) => !/^(get_|ping)/.test(content.method))
    .map(({ content }) => `${content.method} ${JSON.stringify(content.params)}`);

/** Types into the dial field and waits for the search. */
export async function type(value: string): Promise<void> {
  input().focus();
  input().value = value;
  input().dispatchEvent(new Event('input', { bubbles: true }));
  await pass(300);
}

/** The backend reports a conversation. */
export async function talk(changes: object = {}): Promise<void> {
  await pass();
  host.backend.poll().answer({
    status: 'CONVERSATION',
    call_info: {
      unique_id: 'u1',
      contact_name: 'Иван Петров',
      contact_id: '77',
      contact_phone: '+79101234567',
      is_hold: false,
      is_mute: false,
      timestamp: Date.now() / 1_000,
      ...changes,
    },
  });
  await pass();
}

/** The backend reports that the call has ended. */
export async function hangUp(): Promise<void> {
  host.backend.poll().answer({ status: 'NOT_CONVERSATION', call_info: null });
  await pass();
}

/** Destroys the widget and starts it again in this language, as a page load does. */
export function restart(language: 'ru' | 'en', prepare: (host: FakeAmocrm) => void = () => undefined): void {
  callbacks.destroy();
  host = new FakeAmocrm(language);
  host.backend.abortable = true;
  prepare(host);
  callbacks = host.start();
}

let revision = 0;

/** Starts the widget again with a backend that reports all calls (not the original protocol) and has these methods. */
export async function startExtended(
  methods: readonly Method[] = allMethods,
  prepare: (host: FakeAmocrm) => void = () => undefined,
): Promise<void> {
  revision = 0;
  restart('en', (fresh) => {
    fresh.backend.methods = methods;
    prepare(fresh);
  });
  await pass(START_MS);
}

/** The backend reports these calls. */
export async function showCalls(calls: WireCall[], missed: WireMissedCall[] = []): Promise<void> {
  revision += 1;
  host.backend.poll().answer(wireStatus(revision, calls, { missed, server_time: Date.now() / 1_000 }));
  await pass();
}
