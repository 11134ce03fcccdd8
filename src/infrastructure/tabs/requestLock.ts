/** `locks.request`, which rejects where it would throw: a page whose storage is forbidden has locks that do. */
export async function requestLock(
  locks: LockManager,
  name: string,
  options: LockOptions,
  held: (lock: Lock | null) => Promise<void> | undefined,
): Promise<void> {
  await locks.request(name, options, held);
}
