/**
 * Finds the agent's extension of a channel by its name, such as `PJSIP/101-0000004a`; null: no agent's phone.
 * @param devices by extension: the channels of its phones, such as `PJSIP/101`
 */
export function agentOfChannel(
  devices: ReadonlyMap<string, readonly string[]>,
): (channel: string) => string | null {
  const owners = new Map<string, string>();
  for (const [extension, names] of devices)
    for (const name of names) owners.set(name.toLowerCase(), extension);
  // Asterisk appends a dash and a number to the phone's name, which may contain dashes itself.
  return (channel) =>
    owners.get(channel.slice(0, Math.max(0, channel.lastIndexOf('-'))).toLowerCase()) ?? null;
}
