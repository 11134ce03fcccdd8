/** Why the backend can't listen, in plain words; null: for another reason than the address. */
export function listenFault(code: string, host: string, port: number): string | null {
  const place = `${host}:${port}`;
  switch (code) {
    case 'EADDRINUSE':
      return `${place} is taken: another program listens there, perhaps this backend a second time. Stop it, or set another port.`;
    case 'EACCES':
      return `${place} needs rights that the backend has not: set a port from 1024 on, and put nginx, Apache or Caddy in front.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${place}: this machine has no such address. Set host to one that it has, such as 127.0.0.1.`;
    default:
      return null;
  }
}
