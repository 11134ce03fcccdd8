/** A user of the VATS. */
export interface VatsUser {
  readonly login: string;
  /** The person's name; empty: not known. */
  readonly name: string;
  /** Internal number, digits; null: none. */
  readonly extension: string | null;
  /** "Do not disturb" is on. Null: not in the answer. */
  readonly isDoNotDisturb: boolean | null;
}

/** Maps extensions to logins: agents are known by extension, the VATS names people by login, extension or both. */
export class VatsDirectory {
  private users: readonly VatsUser[] | null = null;
  private doNotDisturb: ReadonlySet<string> = new Set();
  private readonly byLogin = new Map<string, string>();
  private readonly byExtension = new Map<string, string>();

  constructor(
    /** Extension -> login, as set. */
    private readonly set: Readonly<Record<string, string>>,
  ) {
    this.index([]);
  }

  /** Users of the VATS; null: not read yet. */
  get all(): readonly VatsUser[] | null {
    return this.users;
  }

  /** Replaces the users of the VATS. */
  setUsers(users: readonly VatsUser[]): void {
    this.users = users;
    this.index(users);
  }

  /** Replaces the logins with "do not disturb" turned on. @returns extensions for which that has changed */
  setDoNotDisturb(logins: ReadonlySet<string>): readonly string[] {
    const before = this.doNotDisturb;
    this.doNotDisturb = logins;
    return [...this.byExtension].flatMap(([extension, login]) =>
      before.has(login) === logins.has(login) ? [] : [extension],
    );
  }

  /** Is "do not disturb" on for this extension, as far as is known? */
  isDoNotDisturb(extension: string): boolean {
    return this.doNotDisturb.has(this.loginOf(extension) ?? '');
  }

  /** The login for a command; null: no user is known with this extension. */
  loginOf(extension: string): string | null {
    return this.byExtension.get(extension) ?? null;
  }

  /** Is this number the extension of a user? */
  isColleague(number: string): boolean {
    return this.byExtension.has(number);
  }

  /**
   * The person in a push: an extension, or the login of a user without one. Null: no person, such as a department or
   * the switch itself.
   * @param user login, with a tenant behind `@` or without
   */
  personOf(user: string, extension: string): string | null {
    const [login = ''] = user.split('@');
    if (login === 'pbx' || login.startsWith('g_')) return null;
    const known = this.byLogin.get(login.toLowerCase()) ?? null;
    // The settings take precedence over the push.
    if (known !== null && this.set[known] !== undefined) return known;
    return (extension !== '' ? extension : (known ?? login)) || null;
  }

  private index(users: readonly VatsUser[]): void {
    this.byLogin.clear();
    this.byExtension.clear();
    const listed = users.flatMap(({ login, extension }) =>
      extension === null ? [] : [[extension, login] as const],
    );
    for (const [extension, login] of [...listed, ...Object.entries(this.set)]) {
      this.byExtension.set(extension, login);
      this.byLogin.set(login.toLowerCase(), extension);
    }
  }
}
