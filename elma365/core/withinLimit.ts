import { fault } from './fault';

// No timer is documented for the platform's server: declared here, and used only where there is one.
declare function setTimeout(action: () => void, ms: number): unknown;
declare function clearTimeout(timer: unknown): void;

/** Fails with a fault when the work takes longer than `ms`. Where the platform has no timer its own limit holds. */
export function withinLimit<Result>(work: Promise<Result>, ms: number): Promise<Result> {
  const hasTimer: boolean = typeof setTimeout === 'function' && typeof clearTimeout === 'function';
  if (!hasTimer) return work;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(fault(`АТС не ответила за ${ms / 1000} с.`)), ms);
    const end = (): void => clearTimeout(timer);
    work.then(resolve, reject).then(end, end);
  });
}
