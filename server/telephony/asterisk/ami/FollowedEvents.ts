/** The events that are parsed and reported; the others are skipped unparsed, unless they answer an action. */
export interface FollowedEvents {
  readonly names: ReadonlySet<string>;
  /** Variables whose `VarSet` events are followed: a dialplan sets dozens of its own in each call. */
  readonly variables: ReadonlySet<string>;
  /** Headers that are kept of these events; most of what Asterisk sends of a channel is not used. */
  readonly headers: ReadonlySet<string>;
}
