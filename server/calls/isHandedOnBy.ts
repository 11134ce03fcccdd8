/** An ended call: who had it last, and all whose phones took part or rang. */
interface EndedCall {
  readonly direction: 'inbound' | 'outbound' | 'internal';
  readonly extension: string | null;
  readonly extensions: readonly string[];
}

/**
 * Has the agent taken part in a call that was dialled, and a colleague had it last? What was dialled is what the agent says, so the
 * cards count as well that have a number which the telephone system may have made of it. Pure.
 */
export function isHandedOnBy(agent: string, { direction, extension, extensions }: EndedCall): boolean {
  return direction === 'outbound' && extension !== agent && extensions.includes(agent);
}
