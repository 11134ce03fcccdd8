import './system/boundedHeap';
import { plainFault } from './cli/plainFault';
import { readCommandLine } from './cli/readCommandLine';
import { renderFindings } from './cli/renderFindings';
import { runChecks } from './cli/runChecks';
import { runNumbers, typedNumbers } from './cli/runNumbers';
import { runOutbox } from './cli/runOutbox';
import { runServer } from './cli/runServer';
import { settingsCheck } from './cli/settingsCheck';
import type { CommandName } from './cli/usage';
import { loadConfiguration } from './config/loadConfiguration';
import { numberRules } from './config/numberRules';
import { unknownVariables } from './config/plainVariables';
import { readSettingsFile } from './config/SettingsFile';
import { createApp } from './createApp';
import { createChecks } from './createChecks';
import { createLogger } from './http/createLogger';
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
  const file = readSettingsFile(process.env, readLocalFile);
  if (command === 'numbers') {
    const { rules, from } = numberRules(file);
    console.log([from, ...runNumbers(rules, typedNumbers(words))].join('\n'));
    return;
  }
  const configuration = loadConfiguration(process.env, readLocalFile, file);
  const settings = settingsCheck(configuration, file, unknownVariables(process.env));
  switch (command) {
    case 'serve': {
      const app = await createApp(configuration);
      const findings = await settings.run(AbortSignal.timeout(CHECK_LIMIT_MS));
      for (const { level, text } of findings)
        if (level === 'warning' || level === 'fault') app.http.log.warn(text);
      await runServer(app, configuration);
      return;
    }
    case 'check': {
      const number = words.length === 0 ? undefined : words.join('');
      const checks = [
        settings,
        ...createChecks(configuration, systemClock, readLocalFile, createLogger('silent'), number),
      ];
      const { lines, works } = renderFindings(await runChecks(checks, AbortSignal.timeout(CHECK_LIMIT_MS)));
      console.log(lines.join('\n'));
      if (!works) process.exitCode = 1;
      return;
    }
    case 'outbox':
      console.log((await runOutbox(words, configuration)).join('\n'));
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(plainFault(error) ?? error);
  process.exitCode = 1;
});
