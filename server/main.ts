import './system/boundedHeap';
import { listChecks } from './cli/listChecks';
import { explainFailure } from './cli/explainFailure';
import { readCommandLine, type CommandLine } from './cli/readCommandLine';
import { renderFindings } from './cli/renderFindings';
import { runChecks } from './cli/runChecks';
import { runNumbers, typedNumbers } from './cli/runNumbers';
import { runOutbox } from './cli/runOutbox';
import { runServer } from './cli/runServer';
import { runStoreCommand } from './cli/runStoreCommand';
import { settingsCheck } from './cli/settingsCheck';
import { loadConfiguration } from './config/loadConfiguration';
import { numberRules } from './config/numberRules';
import { unknownVariables } from './config/plainVariables';
import { readSettingsFile } from './config/SettingsFile';
import { createApp } from './createApp';
import { createLogger } from './http/createLogger';
import { chooseLanguage } from './system/chooseLanguage';
import { escapeControls } from './system/escapeControls';
import { LogLine } from './system/LogLine';
import { DEFAULT_LANGUAGE, joined, type Language, type Message } from './system/Message';
import { processLog } from './cli/messages';
import { systemClock } from './system/Clock';
import { readLocalFile } from './system/readLocalFile';

/** How long `check` may take, ms. */
const CHECK_LIMIT_MS = 60_000;

/** Exit code for a wrong command line, as most programs use it. */
const WRONG_USAGE = 2;

/** The operator's language; chosen again once the settings are read, since they may name another one. */
let language: Language = DEFAULT_LANGUAGE;

async function main(words: readonly string[]): Promise<void> {
  const line = readCommandLine(words);
  const setting = line.kind === 'run' ? undefined : languageOfSettings();
  language = chooseLanguage({ flag: line.language, setting, env: process.env });
  switch (line.kind) {
    case 'help':
      console.log(line.text[language]);
      return;
    case 'wrong':
      console.error(line.text[language]);
      process.exitCode = WRONG_USAGE;
      return;
    case 'run':
      await run(line);
  }
}

/** `language` of the settings, for help and usage faults, which need no settings: those that can't be read name none. */
function languageOfSettings(): unknown {
  try {
    return readSettingsFile(process.env, readLocalFile).settings['language'];
  } catch {
    return undefined;
  }
}

/**
 * Runs a command: `serve` starts the backend, `check` tests the configuration and the far ends, `numbers` shows what
 * the number rules do, `outbox` lists, retries and drops calls that amoCRM refused, `backup` and `restore` copy the store,
 * `forget` deletes what it has of one client, `losses` lists and accepts what was lost of it.
 */
async function run({
  command,
  words,
  language: flag,
}: CommandLine & { readonly kind: 'run' }): Promise<void> {
  const file = readSettingsFile(process.env, readLocalFile);
  language = chooseLanguage({ flag, setting: file.settings['language'], env: process.env });
  const print = (lines: readonly Message[]): void => {
    console.log(escapeControls(joined(lines, '\n')[language]));
  };
  if (command === 'numbers') {
    const { rules, from } = numberRules(file);
    print([from, ...runNumbers(rules, typedNumbers(words))]);
    return;
  }
  const configuration = { ...loadConfiguration(process.env, readLocalFile, file), language };
  const settings = settingsCheck(configuration, file, unknownVariables(process.env));
  switch (command) {
    case 'serve': {
      const app = await createApp(configuration);
      const findings = await settings.run(AbortSignal.timeout(CHECK_LIMIT_MS));
      for (const { level, text } of findings)
        if (level === 'warning' || level === 'fault')
          app.http.log.warn(new LogLine(processLog.settingFinding(text)));
      await runServer(app, configuration);
      return;
    }
    case 'check': {
      const number = words.length === 0 ? undefined : words.join('');
      const checks = [
        settings,
        ...listChecks(configuration, {
          clock: systemClock,
          readFile: readLocalFile,
          logger: createLogger('silent'),
          outside: number,
        }),
      ];
      const checked = await runChecks(checks, AbortSignal.timeout(CHECK_LIMIT_MS));
      const { lines, works } = renderFindings(checked, language);
      console.log(escapeControls(lines.join('\n')));
      if (!works) process.exitCode = 1;
      return;
    }
    case 'outbox': {
      const { lines, isDone } = await runOutbox(words, configuration);
      print(lines);
      if (!isDone) process.exitCode = 1;
      return;
    }
    case 'backup':
    case 'restore':
    case 'forget':
    case 'losses':
      print(await runStoreCommand(command, words, configuration));
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const explained = explainFailure(error)?.[language];
  console.error(explained === undefined ? error : escapeControls(explained));
  // Connections of a backend that could not be closed would keep the process running.
  process.exit(1);
});
