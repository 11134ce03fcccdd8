import { hostname } from 'node:os';
import { join } from 'node:path';
import { inBothLanguages } from './inBothLanguages';
import { startMessages } from './messages';
import { scenarioGroups } from './page/DeskState';
import { readStart, type StartOptions } from './readStart';
import type { Sandbox } from './startSandbox';

const buildFolder = join(__dirname, '../build');

/** Titles of the scenarios, one line for each group and language. */
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

/**
 * Prints the progress of the build on one line, in steps of 10 %. The returned function gets the share done, 0 to 1.
 */
function createProgress(): (done: number) => void {
  let tenths = 0;
  return (done) => {
    for (; tenths < Math.floor(done * 10); tenths += 1)
      process.stdout.write(` ${(tenths + 1) * 10} %${tenths === 9 ? '\n' : ''}`);
  };
}

/** The ssh command by which a browser on another machine reaches the page; empty on a machine with a screen. */
function tunnelHint(url: string): string {
  const { DISPLAY = '', WAYLAND_DISPLAY = '', USER = 'user' } = process.env;
  if (process.platform !== 'linux' || DISPLAY !== '' || WAYLAND_DISPLAY !== '') return '';
  const { port } = new URL(url);
  return `${inBothLanguages(startMessages.noScreen)} ssh -L ${port}:127.0.0.1:${port} ${USER}@${hostname()}\n`;
}

/** The first of the keys in an environment variable; undefined: there is none. */
function firstOf(variable: string): string | undefined {
  return process.env[variable]?.split(',')[0]?.trim() || undefined;
}

/** The page of a user without an extension, and what the backend's settings need of the integration, to be pasted. */
function identityText({ url, integration, account: { users } }: Sandbox): string {
  const { mode, clientId, account, accountId, redirectUri } = integration.section(url, 'ru');
  const agents = users
    .filter(({ extension }) => extension !== '')
    .map(({ id, email }) => `# ${email}: amouserId: ${id}`);
  return `  ${url}/?user=3    ${inBothLanguages(startMessages.noAgent)}

${inBothLanguages(startMessages.identity)}
identity:
  mode: ${mode}
  clientId: ${clientId}
  account: ${account}
  accountId: ${accountId}
  redirectUri: ${redirectUri}
${agents.join('\n')}

${inBothLanguages(startMessages.identitySecret)}
ASTERISKNG_IDENTITY_SECRETS=${integration.secret}
`;
}

/** Builds the zip, starts the sandbox and prints its addresses. On a used port it takes a free one. Ctrl-C ends it. */
async function start({
  backend,
  user,
  identity,
  printsIdentity,
  build = buildFolder,
}: StartOptions): Promise<void> {
  process.stdout.write(`AsteriskNG: ${inBothLanguages(startMessages.building)}:`);
  const { buildWidget } = await import('../scripts/buildWidget');
  const secretKey = firstOf('ASTERISKNG_SECRET_KEYS') ?? '';
  const integrationSecret = firstOf('ASTERISKNG_IDENTITY_SECRETS');
  const external = backend === undefined ? {} : { external: { address: backend, secretKey } };
  const zip = await buildWidget('prod', build, createProgress());
  console.log(inBothLanguages(startMessages.starting));
  const { startSandbox } = await import('./startSandbox');
  const wanted = Number(process.env['PORT'] ?? 4600);
  const options = { zip, emails: user, identity, integrationSecret, ...external };
  const sandbox = await startSandbox({ ...options, port: wanted }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    return startSandbox({ ...options, port: 0 });
  });
  console.log(`
AsteriskNG: ${inBothLanguages(startMessages.sandbox)}

  ${sandbox.url}            русский
  ${sandbox.url}/?lang=en   English
  ${sandbox.url}/?user=2    ${inBothLanguages(startMessages.secondAgent)}
${printsIdentity ? identityText(sandbox) : ''}
${inBothLanguages(startMessages.telephonyServer)}: ${sandbox.backend.address}${backend === undefined ? `, ${inBothLanguages(startMessages.key)}: ${sandbox.backend.secretKey}` : ''}
${startMessages.clickNumber.ru} ${startMessages.clickNumber.en} Ctrl-C: ${inBothLanguages(startMessages.stop)}.
${tunnelHint(sandbox.url)}
${backend === undefined ? `${startMessages.scenarios.ru} ${startMessages.scenarios.en}\n${await scenarioTitles()}\n` : ''}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void sandbox.close().then(() => process.exit(0));
    });
  }
}

const line = readStart(process.argv.slice(2));
if (line.kind === 'start') {
  start(line.options).catch((error: unknown) => {
    console.error(`${inBothLanguages(startMessages.failed)}:`);
    console.error(error);
    process.exit(1);
  });
} else if (line.kind === 'help') console.log(line.text);
else {
  console.error(line.text);
  process.exitCode = 2;
}
