import type { CardLink } from '../../domain/calls/CallerCard';
import { amoHost } from './AmoHost';

/** Path of a contact's card in amoCRM. The id may be any text: it stays one part of the path, which `..` would leave. */
export function cardPath(contactId: string): string {
  return `/contacts/detail/${encodeURIComponent(contactId.replace(/^\.+$/, ''))}`;
}

/** Path of a card in amoCRM. The id is digits. */
export function detailPath({ kind, id }: CardLink): string {
  return `/${kind}/detail/${id}`;
}

/** Opens a page of amoCRM by the host's router; by a page load when the host has none. */
export function openPath(window: Window, path: string): void {
  const { router } = amoHost(window);
  if (router?.navigate) router.navigate(path, { trigger: true });
  else window.location.assign(path);
}
