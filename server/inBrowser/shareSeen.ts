import { decodeRequest } from '../../protocol/request';

/** The part of `window` that is used; old browsers have no BroadcastChannel. */
export type ChannelWindow = Partial<Pick<typeof globalThis, 'BroadcastChannel'>>;

/** The method that clears missed calls. */
export const SEEN = 'clear_missed';

/**
 * Shares the clearing of missed calls with this user's other tabs: the leading tab keeps them, whichever tab the agent
 * uses. @returns a function that sends a request to the other tabs
 * @param name the same in all tabs that share a number
 * @param onRequest called with the request of another tab
 */
export function shareSeen(
  window: ChannelWindow,
  name: string,
  closing: AbortSignal,
  onRequest: (json: string) => void,
): (json: string) => void {
  if (window.BroadcastChannel === undefined) return () => undefined;
  const channel = new window.BroadcastChannel(name);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'string' && decodeRequest(data)?.content.method === SEEN) onRequest(data);
  };
  closing.addEventListener('abort', () => channel.close());
  return (json) => channel.postMessage(json);
}
