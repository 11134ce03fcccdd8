/** A moment as `<input type="datetime-local">` takes it, by this computer's clock: 2026-11-30T17:05. Pure, but for the time zone. */
export function localMoment(at: number): string {
  const date = new Date(at);
  return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
