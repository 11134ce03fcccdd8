import type { FastifyInstance } from 'fastify';

/** Method and path of a route. */
export type Route = readonly ['GET' | 'POST' | 'PUT' | 'DELETE', string];

/** Each route that a ready HTTP server has, out of Fastify's drawing of them. */
export function printedRoutes(http: FastifyInstance): Route[] {
  const stack: string[] = [];
  return http
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const found = /^((?:│ {3}| {4})*)(?:├── |└── )(\S*)(?: \(([^)]*)\))?/.exec(line);
      if (found === null) return [];
      const [, indent = '', part = '', verbs = ''] = found;
      stack.length = indent.length / 4;
      stack.push(part);
      return verbs
        .split(', ')
        .filter((verb): verb is Route[0] => ['GET', 'POST', 'PUT', 'DELETE'].includes(verb))
        .map((verb): Route => [verb, stack.join('')]);
    });
}
