import { hostname } from 'node:os';
import { join } from 'node:path';
import { scenarioGroups } from './page/deskShapes';
import { readStart, type StartOptions } from './readStart';

const buildFolder = join(__dirname, '../build');

const scenarioHint =
  'Сценарии: кнопки на пульте в углу страницы. Scenarios: buttons of the desk in the corner of the page.';

/** One line a group and language. */
async function scenarioTitles(): Promise<string> {
  const { scenarios } = await import('./scenarios');
  return Object.entries(scenarioGroups)
    .flatMap(([group, title]) =>
      (['ru', 'en'] as const).map((language) => {
        const titles = scenarios.filter((one) => one.group === group).map((one) => one.title[language]);
        return `  ${title[language]}: ${titles.join(' · ')}`;
      }),
    )
    .join('\n');
}

/** Prints each further tenth that is done, on one line. */
function createProgress(): (done: number) => void {
  let tenths = 0;
  return (done) => {
    for (; tenths < Math.floor(done * 10); tenths += 1)
      process.stdout.write(` ${(tenths + 1) * 10} %${tenths === 9 ? '\n' : ''}`);
  };
}

/** How a browser elsewhere gets here, where this machine has no screen to show one. */
function wayFromElsewhere(url: string): string {
  const { DISPLAY = '', WAYLAND_DISPLAY = '', USER = 'user' } = process.env;
  if (process.platform !== 'linux' || DISPLAY !== '' || WAYLAND_DISPLAY !== '') return '';
  const { port } = new URL(url);
  return `Машина без экрана? На своей: / No screen here? On your machine: ssh -L ${port}:127.0.0.1:${port} ${USER}@${hostname()}\n`;
}

/** Builds the zip, starts the sandbox, says where it is. Ctrl-C ends it. */
async function start({ backend, user, build = buildFolder }: StartOptions): Promise<void> {
  process.stdout.write('AsteriskNG: виджет собирается, это до минуты / building the widget, up to a minute:');
  const { buildWidget } = await import('../scripts/buildWidget');
  const secretKey = process.env['ASTERISKNG_SECRET_KEYS']?.split(',')[0]?.trim() ?? '';
  const elsewhere = backend === undefined ? {} : { elsewhere: { address: backend, secretKey } };
  const zip = await buildWidget('prod', build, createProgress());
  console.log('Песочница запускается / starting the sandbox');
  const { startSandbox } = await import('./startSandbox');
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
${wayFromElsewhere(sandbox.url)}
${backend === undefined ? `${scenarioHint}\n${await scenarioTitles()}\n` : ''}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void sandbox.close().then(() => process.exit(0));
    });
  }
}

const line = readStart(process.argv.slice(2));
if (line.kind === 'start') {
  start(line.options).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
} else if (line.kind === 'help') console.log(line.text);
else {
  console.error(line.text);
  process.exitCode = 2;
}
