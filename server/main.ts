import './system/boundedHeap';
import { parse } from 'valibot';
import { plainFault } from './commands/plainFault';
import { readCommandLine } from './commands/readCommandLine';
import { renderFindings } from './commands/renderFindings';
import { runChecks } from './commands/runChecks';
import { runNumbers } from './commands/runNumbers';
import { runOutbox } from './commands/runOutbox';
import { runServer } from './commands/runServer';
import type { CommandName } from './commands/usage';
import { loadConfiguration } from './config/loadConfiguration';
import { createApp } from './createApp';
import { createChecks } from './createChecks';
import { createLogger } from './http/createLogger';
import { numberSettingsSchema } from './numbers/numberSettings';
import { systemClock } from './system/Clock';
import { readLocalFile } from './system/readLocalFile';

/** How long `check` may take, ms. */
const CHECK_LIMIT_MS = 60_000;

/** Exit code of a command line that can't be understood, as most programs have it. */
const WRONG_USAGE = 2;

async function main(words: readonly string[]): Promise<void> {
  const line = readCommandLine(words);
  switch (line.kind) {
    case 'help':
      console.log(line.text);
      return;
    case 'wrong':
      console.error(line.text);
      process.exitCode = WRONG_USAGE;
      return;
    case 'run':
      await run(line.command, line.words);
  }
}

/** `serve` starts the backend; `check` tries whether it would work; `numbers` tries the rules; `outbox` shows refused calls. */
async function run(command: CommandName, words: readonly string[]): Promise<void> {
  const configuration = loadConfiguration(process.env, readLocalFile);
  switch (command) {
    case 'serve':
      await runServer(await createApp(configuration), configuration);
      return;
    case 'check': {
      const number = words.length === 0 ? undefined : words.join('');
      const checks = createChecks(configuration, systemClock, readLocalFile, createLogger('silent'), number);
      const { lines, works } = renderFindings(await runChecks(checks, AbortSignal.timeout(CHECK_LIMIT_MS)));
      console.log(lines.join('\n'));
      if (!works) process.exitCode = 1;
      return;
    }
    case 'outbox':
      console.log((await runOutbox(words, configuration)).join('\n'));
      return;
    case 'numbers': {
      const { telephony } = configuration;
      const rules = telephony.driver === 'asterisk' ? telephony.numbers : parse(numberSettingsSchema, {});
      console.log(runNumbers(rules, words).join('\n'));
    }
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(plainFault(error) ?? error);
  process.exitCode = 1;
});
