/**
 * Is the permission to reach the local network denied to this site? False in browsers without this permission. Newer
 * versions of Chrome have two permissions and keep this name for both.
 */
export async function isLocalNetworkDenied({
  permissions,
}: Pick<Navigator, 'permissions'>): Promise<boolean> {
  try {
    // TypeScript's DOM types do not have this name yet.
    return (await permissions.query({ name: 'local-network-access' as PermissionName })).state === 'denied';
  } catch {
    // The browser does not know the name, or the page is without https and has no `permissions`.
    return false;
  }
}
