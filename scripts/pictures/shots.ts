/** A picture: its name, the state of the style page that it shows, and what of it. */
export interface Shot {
  readonly name: string;
  readonly state: string;
  /** `popups`: with the panel folded, so that the cards of calls are popups. */
  readonly of: 'popups' | 'panel' | 'page';
  /** Buttons that are pressed once it is shown, by their command. */
  readonly presses?: readonly string[];
  readonly isDark?: true;
  /** Of the window, px; else it is a low one. */
  readonly height?: number;
}

const popup = (name: string, state: string, rest: Partial<Shot> = {}): Shot => ({
  name: `popup-${name}`,
  state,
  of: 'popups',
  ...rest,
});

/** Pictures of every phase of a call, and of the panel with more than one. */
export const shots: readonly Shot[] = [
  popup('ringing', 'ringing'),
  popup('ringing-dark', 'ringing', { isDark: true }),
  popup('unknown', 'ringing-unknown'),
  popup('several', 'ringing-several'),
  popup('second', 'second-call'),
  popup('dialling', 'dialling'),
  popup('talking', 'talking'),
  popup('keypad', 'talking', { presses: ['keypad'] }),
  popup('held', 'held'),
  popup('consult', 'consulting'),
  popup('transferred', 'transferred'),
  popup('busy', 'busy'),
  popup('missed', 'missed'),
  popup('elsewhere', 'elsewhere'),
  { name: 'incoming', state: 'ringing', of: 'page' },
  { name: 'panel-missed', state: 'missed-list', of: 'panel' },
  { name: 'panel-clients', state: 'clients-list', of: 'panel', height: 1_000 },
  { name: 'panel-calls', state: 'several-calls', of: 'panel' },
  { name: 'panel-note', state: 'talk-note', of: 'panel' },
  { name: 'panel-after', state: 'after-call', of: 'panel' },
  { name: 'panel-preferences', state: 'preferences', of: 'panel' },
];
