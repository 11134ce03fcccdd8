import { isNumber } from './isNumber';

/** Removes the client with the number from the memory of these parts; null: there is no such part. */
export async function forgetIn(
  parts: readonly ({ forget(isOf: (number: string) => boolean): Promise<void> } | null)[],
  number: string,
): Promise<void> {
  const isOf = isNumber(number);
  await Promise.all(parts.map((part) => part?.forget(isOf) ?? Promise.resolve()));
}
