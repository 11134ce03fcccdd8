/** Result of a key check. `tooMany`: the address has used up its tries, and the key was not compared. */
export type KeyVerdict = 'right' | 'wrong' | 'tooMany';

/** Checks the key of a request. @param address the client's IP address */
export type CheckKey = (address: string, key: string) => KeyVerdict;
