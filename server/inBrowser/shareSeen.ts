import { decodeRequest } from '../../protocol/request';

/** What of the browser is used; an old one has no channel. */
export type ChannelWindow = Partial<Pick<typeof globalThis, 'BroadcastChannel'>>;

/** The method by which missed calls are seen off. */
export const SEEN = 'clear_missed';

/**
 * Tells this user's other tabs which missed calls were seen off: the tab that leads keeps them, whichever the
 * agent has looked at. The answer tells the others.
 * @param name the same in all tabs that share a number
 * @param take gets the request of another tab
 */
export function shareSeen(
  window: ChannelWindow,
  name: string,
  closing: AbortSignal,
  take: (json: string) => void,
): (json: string) => void {
  if (window.BroadcastChannel === undefined) return () => undefined;
  const channel = new window.BroadcastChannel(name);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'string' && decodeRequest(data)?.content.method === SEEN) take(data);
  };
  closing.addEventListener('abort', () => channel.close());
  return (json) => channel.postMessage(json);
}
