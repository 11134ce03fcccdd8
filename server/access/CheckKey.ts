/** Result of a key check. `tooMany`: it is wrong, and the address has used up its tries. */
export type KeyVerdict = 'right' | 'wrong' | 'tooMany';

/** Checks the key of a request. @param address the client's IP address */
export type CheckKey = (address: string, key: string) => KeyVerdict;
