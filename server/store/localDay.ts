/** The day where the backend runs, such as `2026-11-28`. @param at ms since 1970 */
export function localDay(at: number): string {
  const date = new Date(at);
  const two = (figure: number): string => String(figure).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
