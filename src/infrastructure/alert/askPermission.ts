/** Asks for the browser's permission to show notifications. Resolves to whether it is granted; never rejects. */
export async function askPermission(window: Window & typeof globalThis): Promise<boolean> {
  try {
    return 'Notification' in window && (await window.Notification.requestPermission()) === 'granted';
  } catch {
    // It throws, for example, in a frame of another site.
    return false;
  }
}
