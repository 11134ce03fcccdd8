/** Calls `locks.request`, but rejects where that throws: the locks of a page without access to storage do. */
export async function requestLock(
  locks: LockManager,
  name: string,
  options: LockOptions,
  held: (lock: Lock | null) => Promise<void> | undefined,
): Promise<void> {
  await locks.request(name, options, held);
}
