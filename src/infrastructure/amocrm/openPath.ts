import { amoHost } from './AmoHost';

/** Address of a contact's card inside amoCRM. */
export function cardPath(contactId: string): string {
  return `/contacts/detail/${contactId}`;
}

/** Address of amoCRM's page for a new contact with this number. */
export function newContactPath(number: string): string {
  return `/contacts/add/?phone=${encodeURIComponent(number)}`;
}

/** Opens a page of amoCRM, without a page load where the host's router allows it. */
export function openPath(window: Window, path: string): void {
  const { router } = amoHost(window);
  if (router?.navigate) router.navigate(path, { trigger: true });
  else window.location.assign(path);
}
