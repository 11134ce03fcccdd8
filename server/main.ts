import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'valibot';
import { renderFindings } from './commands/renderFindings';
import { runChecks } from './commands/runChecks';
import { runNumbers } from './commands/runNumbers';
import { runOutbox } from './commands/runOutbox';
import { runServer } from './commands/runServer';
import { StartFault } from './commands/StartFault';
import { ConfigurationError } from './config/ConfigurationError';
import { loadConfiguration } from './config/loadConfiguration';
import { createApp } from './createApp';
import { createChecks } from './createChecks';
import { createLogger } from './http/createLogger';
import { numberSettingsSchema } from './numbers/numberSettings';
import { systemClock } from './system/Clock';

/** How long `check` may take, ms. */
const CHECK_LIMIT_MS = 60_000;

/** `serve` (as without a word) starts the backend; `check` looks whether it would work; `numbers` tries the rules; `outbox` shows calls that amoCRM refused. */
async function main([command = 'serve', ...words]: readonly string[]): Promise<void> {
  const readFile = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : null);
  if (!['serve', 'check', 'numbers', 'outbox'].includes(command))
    throw new StartFault(`There is no command ${command}: serve, check, numbers or outbox.`);
  const configuration = loadConfiguration(process.env, readFile);
  if (command === 'serve') {
    await runServer(await createApp(configuration), configuration);
    return;
  }
  if (command === 'check') {
    const checks = createChecks(configuration, systemClock, readFile, createLogger('silent'));
    const { lines, works } = renderFindings(await runChecks(checks, AbortSignal.timeout(CHECK_LIMIT_MS)));
    console.log(lines.join('\n'));
    if (!works) process.exitCode = 1;
    return;
  }
  if (command === 'outbox') {
    console.log((await runOutbox(words, configuration)).join('\n'));
    return;
  }
  const { telephony } = configuration;
  const rules = telephony.driver === 'asterisk' ? telephony.numbers : parse(numberSettingsSchema, {});
  console.log(runNumbers(rules, words).join('\n'));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const isPlain = error instanceof ConfigurationError || error instanceof StartFault;
  console.error(isPlain ? error.message : error);
  process.exitCode = 1;
});
