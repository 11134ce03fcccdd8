import { pack } from '../../../scripts/zip/pack';

/** The zip of a widget that does nothing. */
export function emptyWidget(): Promise<Buffer> {
  return pack(
    new Map([
      ['manifest.json', Buffer.from('{"settings":{"jsonSettings":{}}}')],
      ['script.js', Buffer.from('')],
    ]),
  );
}
