/** A user of the VATS. */
export interface VatsUser {
  readonly login: string;
  /** The person's name; empty: not told. */
  readonly name: string;
  /** Internal number, digits; null: none. */
  readonly extension: string | null;
  /** The person does not want to be called. Null: not told. */
  readonly isDoNotDisturb: boolean | null;
}

/** Who is who: our agents go by extension, the VATS names people by login, extension or both. */
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

  /** Takes the users that the VATS has now. */
  setUsers(users: readonly VatsUser[]): void {
    this.users = users;
    this.index(users);
  }

  /** Logins who do not want to be called now. */
  setDoNotDisturb(logins: ReadonlySet<string>): void {
    this.doNotDisturb = logins;
  }

  /** Whether whoever has this extension does not want to be called, as far as is known. */
  isDoNotDisturb(extension: string): boolean {
    return this.doNotDisturb.has(this.loginOf(extension) ?? '');
  }

  /** The login for a command; null: the VATS has nobody with this extension, as far as is known. */
  loginOf(extension: string): string | null {
    return this.byExtension.get(extension) ?? null;
  }

  /** Whether somebody in the company has this internal number. */
  isColleague(number: string): boolean {
    return this.byExtension.has(number);
  }

  /**
   * Whom a push means: the extension, or the login of somebody who has none. Null: nobody, such as a department
   * or the switch itself.
   * @param user login, with a tenant behind `@` or without
   */
  personOf(user: string, extension: string): string | null {
    const [login = ''] = user.split('@');
    if (login === 'pbx' || login.startsWith('g_')) return null;
    const known = this.byLogin.get(login.toLowerCase()) ?? null;
    // What is set stands over what the push says.
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
