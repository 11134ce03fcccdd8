/**
 * JSON text of a value of plain objects, arrays, strings, numbers, booleans and null: what `JSON.stringify` returns,
 * but without calling `toJSON`. Pages with an old Prototype.js have that method on `Array.prototype`, where it turns
 * arrays into strings.
 */
export function toJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => toJson(item ?? null)).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${toJson(field)}`).join()}}`;
}
