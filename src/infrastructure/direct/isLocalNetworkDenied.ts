/**
 * Was the browser told not to let this site into the local network? False where it can't be asked. Younger Chromes
 * split the permission in two and keep this name for both.
 */
export async function isLocalNetworkDenied({
  permissions,
}: Pick<Navigator, 'permissions'>): Promise<boolean> {
  try {
    // The types of the DOM do not have the name yet.
    return (await permissions.query({ name: 'local-network-access' as PermissionName })).state === 'denied';
  } catch {
    // A browser that does not know the name, or a page without https, which has no such object.
    return false;
  }
}
