/** @jest-environment ./test/support/jsdomEnvironment.js */
import { allMethods } from '../../support/FakeBackend';
import { wireCall } from '../../support/wireStatus';
import { host, pass, startExtended, showCalls } from './support/panelOnPage';

const find = (selector: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`.asteriskng-popup ${selector}`);
const links = (): (string | null)[] =>
  [...document.querySelectorAll('.asteriskng-popup a')].map((link) => link.getAttribute('href'));
let lookups: string[] = [];

afterEach(() => {
  Reflect.deleteProperty(window, 'fetch');
});

/** amoCRM answers each lookup with this; null: no contact. */
async function startWith(contacts: object[] | null): Promise<void> {
  lookups = [];
  const fetch = (path: string): Promise<unknown> => {
    lookups.push(path);
    const json = () => Promise.resolve({ _embedded: { contacts } });
    return Promise.resolve({ status: contacts === null ? 204 : 200, ok: true, json });
  };
  Object.assign(window, { fetch });
  await startExtended(allMethods, () => undefined);
}

test('a caller known to the backend is not looked up, and the name opens the card in amoCRM', async () => {
  await startWith(null);
  await showCalls([wireCall('a', { contact_name: 'Анна', contact_id: 5 })]);
  find('a.asteriskng-name')?.click();
  expect([lookups, links(), host.visited]).toEqual([[], ['/contacts/detail/5'], ['/contacts/detail/5']]);
});

test('a caller known to amoCRM gets the name, by one request for the call', async () => {
  await startWith([{ id: 7, name: 'Борис' }]);
  await showCalls([wireCall('a')]);
  await showCalls([wireCall('a', { via: 'Sales' })]);
  expect([lookups.length, find('.asteriskng-name')?.textContent, links()]).toEqual([
    1,
    'Борис',
    ['/contacts/detail/7'],
  ]);
});

test('for an unknown caller a contact or a deal is offered, and no other card', async () => {
  await startWith(null);
  await showCalls([wireCall('a')]);
  expect(links()).toEqual([]);
  expect([
    find('[data-command=create]')?.textContent,
    find('[data-command=createLead]')?.textContent,
  ]).toEqual(['Create a contact', 'Create a deal']);
});

test('of several contacts the agent chooses one: its card opens and the call gets its name', async () => {
  await startWith([
    { id: 7, name: 'Борис' },
    { id: 8, name: 'Ева' },
  ]);
  await showCalls([wireCall('a')]);
  expect(links()).toEqual(['/contacts/detail/7', '/contacts/detail/8']);
  find('[data-contact="8"]')?.click();
  await pass();
  expect([host.visited, find('.asteriskng-name')?.textContent, links()]).toEqual([
    ['/contacts/detail/8'],
    'Ева',
    ['/contacts/detail/8'],
  ]);
});

test('with a modifier the browser opens the card in a new tab', async () => {
  await startWith(null);
  await showCalls([wireCall('a', { contact_name: 'Анна', contact_id: 5 })]);
  const link = find('a.asteriskng-name');
  // jsdom does not navigate and logs an error; without `href` it does not.
  link?.removeAttribute('href');
  const click = new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey: true });
  link?.dispatchEvent(click);
  expect([click.defaultPrevented, host.visited]).toEqual([false, []]);
});

test('buttons work while a lookup is slow, and when it fails', async () => {
  await startWith(null);
  Object.assign(window, { fetch: () => new Promise(() => undefined) });
  await showCalls([wireCall('a')]);
  find('[data-command=answer]')?.click();
  await pass();
  expect(host.backend.count('answer')).toBe(1);
});
