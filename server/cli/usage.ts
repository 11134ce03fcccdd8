/** The commands, and what each may be followed by. */
const USAGES = {
  serve: 'serve                    run the backend until it is stopped; so it is without a command, too',
  check: `check [NUMBER]           try whether everything works; NUMBER, such as +442071234567, is looked up in the
                           dialplan and not called`,
  numbers: `numbers NUMBER[, …]      show what the rules of telephony.numbers make of a number, or of several with commas
                           between; needs no secrets`,
  outbox: `outbox [list]            list calls that amoCRM refused for good, and why
  outbox retry [ID …]      try them again: all, or these
  outbox drop ID …         forget these: they will not be in amoCRM`,
} as const;

/** A command of the backend. */
export type CommandName = keyof typeof USAGES;

/** All commands. */
export const commandNames = Object.keys(USAGES) as CommandName[];

/** How the program is used. @param command null: with all commands */
export function usage(command: CommandName | null): string {
  const lines = command === null ? Object.values(USAGES) : [USAGES[command]];
  return [
    'Usage: node main.js [COMMAND], or npm run server -- [COMMAND]',
    ...lines.map((line) => `  ${line}`),
    '',
    'Settings come from the file that ASTERISKNG_CONFIG names, else from server.yaml in the current folder; they are',
    'explained in server.example.yaml. --version prints the version.',
  ].join('\n');
}
