import { buildWidget } from '../scripts/buildWidget';
import { parseArgs } from 'node:util';
import { scenarioGroups } from './page/deskShapes';
import { scenarios } from './scenarios';
import { startSandbox } from './startSandbox';

const scenarioHint =
  'Сценарии: кнопки на пульте внизу страницы. Scenarios: buttons of the desk at the bottom of the page.';

/** One line a group and language. */
function scenarioTitles(): string {
  return Object.entries(scenarioGroups)
    .flatMap(([group, title]) =>
      (['ru', 'en'] as const).map((language) => {
        const titles = scenarios.filter((one) => one.group === group).map((one) => one.title[language]);
        return `  ${title[language]}: ${titles.join(' · ')}`;
      }),
    )
    .join('\n');
}

/** What may stand behind `npm start --`. */
const options = {
  /** Address of a backend that runs already, with its path; its key is in ASTERISKNG_SECRET_KEYS. */
  backend: { type: 'string' },
  /** E-mail of the account's first user; a second one is the second user's. */
  user: { type: 'string', multiple: true },
} as const;

/** Builds the zip, starts the sandbox, says where it is. Ctrl-C ends it. */
async function main(): Promise<void> {
  const { backend, user = [] } = parseArgs({ options }).values;
  const secretKey = process.env['ASTERISKNG_SECRET_KEYS']?.split(',')[0]?.trim() ?? '';
  const elsewhere = backend === undefined ? {} : { elsewhere: { address: backend, secretKey } };
  const zip = await buildWidget('prod');
  const wanted = Number(process.env['PORT'] ?? 4600);
  const sandbox = await startSandbox({ zip, port: wanted, emails: user, ...elsewhere }).catch(
    (error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
      return startSandbox({ zip, port: 0, emails: user, ...elsewhere });
    },
  );
  console.log(`
AsteriskNG: песочница / sandbox

  ${sandbox.url}            русский
  ${sandbox.url}/?lang=en   English
  ${sandbox.url}/?user=2    второй сотрудник / the second agent

Сервер телефонии / telephony server: ${sandbox.backend.address}${backend === undefined ? `, ключ / key: ${sandbox.backend.secretKey}` : ''}
Нажмите на номер телефона в карточке. Click a phone number in a card. Ctrl-C: выход / stop.

${backend === undefined ? `${scenarioHint}\n${scenarioTitles()}\n` : ''}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void sandbox.close().then(() => process.exit(0));
    });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
