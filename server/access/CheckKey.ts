/** What a key is worth: it opens; it does not; too many were tried from there, so this one was not looked at. */
export type KeyVerdict = 'in' | 'wrong' | 'tooMany';

/** Looks at the key that somebody at this address shows. */
export type CheckKey = (address: string, key: string) => KeyVerdict;
