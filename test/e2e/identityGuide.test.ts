import { parse } from 'yaml';
import { freeTcpPort } from '../asterisk/support/freePort';
import { Guide } from '../guides/support/Guide';
import { OwnBackend } from './support/OwnBackend';
import { SandboxPage, widgetZip } from './support/SandboxPage';
import { startSandbox } from '../../sandbox/startSandbox';

/** What the sandbox prints for `--identity`, in the places of the guide's values. */
type Section = ReturnType<Awaited<ReturnType<typeof startSandbox>>['integration']['section']>;

/** A section of the guide's YAML with what the reader puts in. */
function written(words: string, { clientId, account, accountId, redirectUri }: Section): object {
  const text = new Guide('AMOCRM.md')
    .block('yaml', words)
    .replace('00000000-0000-4000-8000-000000000000', clientId)
    .replace('https://company.amocrm.ru', account)
    .replace('12345678', String(accountId))
    .replace('https://example.com', redirectUri);
  return parse(text) as object;
}

let backend: OwnBackend | null = null;
let tab: SandboxPage | null = null;

afterEach(async () => {
  const faults = await tab?.faults();
  await tab?.close();
  await backend?.close();
  expect(faults).toEqual([]);
});

test('the steps of the guide: identity is switched on, the form says so, and straight from the browser it works as well', async () => {
  const port = await freeTcpPort();
  // The backend has to know the account, and the page of the account the backend.
  const backendPort = await freeTcpPort();
  const address = `http://127.0.0.1:${backendPort}/asterisk_ng`;
  const sandbox = await startSandbox({
    zip: widgetZip,
    port,
    external: { address, secretKey: OwnBackend.KEY },
    emails: ['anna@example.com', 'boris@example.com'],
  });
  const section = sandbox.integration.section(sandbox.url, 'ru');
  const steps = [written('identity:', section), written('cors:', section)];
  const { identity, ...more } = Object.assign({}, ...steps) as { identity: object };
  backend = await OwnBackend.start({ driver: 'simulator', answerMs: 150 }, ['101', '102'], {
    ...more,
    port: backendPort,
    identity: { ...identity, secrets: sandbox.integration.secret } as Section,
  });
  tab = await SandboxPage.visit(sandbox);
  await tab.status('Готов к звонку');
  await tab.openSettings();
  await tab.page.getByText('Связь есть, ключ подходит').waitFor();
  await tab.page.getByRole('combobox', { name: 'Как подключаться' }).selectOption('Напрямую из браузера');
  await tab.page.locator('[data-state=checking]').waitFor();
  await tab.page.locator('[data-state=connected]').waitFor();
  await tab.page.locator('.js-widget-save:not(.button-input-disabled)').click();
  await tab.page.getByRole('button', { name: 'Закрыть' }).click();
  await tab.input.fill('84955001020');
  await tab.page.keyboard.press('Enter');
  await tab.status('Идёт разговор');
});
