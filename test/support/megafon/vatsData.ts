/** A user of the simulated MegaFon VATS. */
export interface VatsUser {
  readonly login: string;
  readonly name: string;
  /** Internal number; some have none. */
  readonly ext?: string | number;
  readonly telnum?: string;
  readonly email?: string;
}

/** A department. */
export interface VatsGroup {
  readonly id: string;
  readonly name: string;
  readonly ext?: string | number;
  readonly logins: readonly string[];
}

/** A call that is over, as the history has it. */
export interface VatsHistoryEntry {
  readonly uid: string;
  readonly type: 'in' | 'out' | 'missed';
  readonly client: string;
  /** Login, or what else took the call, such as `ivr`. */
  readonly account: string;
  /** Our number that was dialled. */
  readonly via: string;
  /** ms since 1970 */
  readonly start: number;
  /** s */
  readonly wait: number;
  /** s */
  readonly duration: number;
  readonly record: string;
}

/** A call that was asked for. */
export interface VatsOrder {
  readonly api: 'old' | 'new';
  readonly user: string;
  readonly phone: string;
  readonly clid: string | null;
  readonly callid: string;
}

/** Everything that the simulated telephone system holds. */
export interface VatsState {
  /** Key that it is shown with each request. */
  key: string;
  users: readonly VatsUser[];
  groups: readonly VatsGroup[];
  history: VatsHistoryEntry[];
  readonly orders: VatsOrder[];
  /** Logins that are not to be disturbed. */
  readonly dnd: Set<string>;
  /** Logins that take calls of departments, as `login|group`. */
  readonly subscribed: Set<string>;
}

export const vatsUsers: readonly VatsUser[] = [
  { login: 'andy', name: 'Андрей Белов', ext: '701', telnum: '79260000701', email: 'andy@example.com' },
  { login: 'bob', name: 'Борис Чернов' },
  { login: 'vera', name: 'Вера Зимина', ext: 704 },
];

export function newVats(): VatsState {
  return {
    key: 'vats-key-of-the-test',
    users: vatsUsers,
    groups: [{ id: 'g_1234', name: 'Отдел продаж', ext: 600, logins: ['andy', 'vera'] }],
    history: [],
    orders: [],
    dnd: new Set(),
    subscribed: new Set(),
  };
}

/** Finds a user by login, internal number or direct number, as commands may name either. */
export function vatsUser(state: VatsState, name: string): VatsUser | undefined {
  return state.users.find(({ login, ext, telnum }) => [login, String(ext ?? ''), telnum].includes(name));
}
