import { amoHost } from './AmoHost';

/** Address of a contact's card inside amoCRM. */
export function cardPath(contactId: string): string {
  return `/contacts/detail/${contactId}`;
}

/** Opens a contact's card, without a page load where the host's router allows it. */
export function openCard(window: Window, contactId: string): void {
  const { router } = amoHost(window);
  if (router?.navigate) router.navigate(cardPath(contactId), { trigger: true });
  else window.location.assign(cardPath(contactId));
}
