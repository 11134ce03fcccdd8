import type { NoteLeg } from './CallNote';

/** Is the client at the other end of this agent's call, or a party of which nothing is known? A colleague is not. */
export function isWithClient({ colleague, leftAt }: Pick<NoteLeg, 'colleague' | 'leftAt'>): boolean {
  return leftAt === null && colleague === undefined;
}
