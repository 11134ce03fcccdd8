/** Login to internal number: pushes may name either. */
export type NumbersByLogin = Map<string, string>;

/** The member's id of an account: the same that `operatorOf` makes of a push. Empty: it has none. */
export function memberId(account: { login: string; ext: string }, key: 'ext' | 'login'): string {
  return key === 'login' ? account.login : account.ext || account.login;
}

/**
 * The operator's number of a push. Empty: no operator, but the switch itself or a department.
 * @param user login, with a tenant behind it or without, or the department's or switch's own name
 */
export function operatorOf(user: string, ext: string, key: 'ext' | 'login', known: NumbersByLogin): string {
  const login = user.split('@')[0] ?? '';
  if (login === 'pbx' || /^g_/.test(login)) return '';
  if (key === 'ext') return ext || known.get(login) || login;
  return login || loginOf(ext, known) || ext;
}

/** The login of an internal number; empty: no user has it. */
export function loginOf(ext: string, known: NumbersByLogin): string {
  let found = '';
  known.forEach((number, login) => {
    if (number === ext && ext !== '') found = login;
  });
  return found;
}
