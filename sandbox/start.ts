import { buildWidget } from '../scripts/buildWidget';
import { SANDBOX_KEY } from './BackendControl';
import { scenarioGroups } from './page/deskShapes';
import { scenarios } from './scenarios';
import { startSandbox } from './startSandbox';

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

/** Builds the zip, starts the sandbox, says where it is. Ctrl-C ends it. */
async function main(): Promise<void> {
  const zip = await buildWidget('prod');
  const wanted = Number(process.env['PORT'] ?? 4600);
  const sandbox = await startSandbox({ zip, port: wanted }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    return startSandbox({ zip, port: 0 });
  });
  console.log(`
AsteriskNG: песочница / sandbox

  ${sandbox.url}            русский
  ${sandbox.url}/?lang=en   English
  ${sandbox.url}/?user=2    второй сотрудник / the second agent

Сервер телефонии / telephony server: ${sandbox.backend.address}, ключ / key: ${SANDBOX_KEY}
Нажмите на номер телефона в карточке. Click a phone number in a card. Ctrl-C: выход / stop.

Сценарии: кнопки на пульте внизу страницы. Scenarios: buttons of the desk at the bottom of the page.
${scenarioTitles()}
`);
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
