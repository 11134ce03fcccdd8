import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { businesses } from './business/businesses';
import type { Account } from './page/Account';
import type { StyleCaption } from './page/StyleCaption';
import { STYLE_ADDRESS, styleStates } from './styles/styleStates';

const frameQuery = v.object({ lang: v.fallback(v.picklist(['ru', 'en']), 'en') });
const frameParams = v.object({ state: v.string() });

/**
 * Adds the style page, `/styles`: every state of the widget side by side, each a frame with the host page, the built widget
 * and a canned backend. Nothing of it touches the sandbox's own account and backend. @param field name of the settings field
 */
export function addStyleRoutes(http: FastifyInstance, field: string): void {
  http.get('/styles', (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(readFileSync(join(__dirname, 'page/styles.html'))),
  );
  http.get('/ajax/styles', () =>
    styleStates.map(({ name, title, steps, shows, says, holds, makes }): StyleCaption => ({
      name,
      title,
      steps,
      shows,
      says,
      holds,
      makes,
    })),
  );
  // The account of a frame, whose backend is the canned one of the state.
  http.get('/ajax/styles/:state', (request): Account => {
    const { state } = v.parse(frameParams, request.params);
    const { lang } = v.parse(frameQuery, request.query);
    const { name, language, currency, stages, users, cards } = businesses[lang];
    const settings = {
      server: { serverAddress: `${STYLE_ADDRESS}${lang}/${state}`, secretKey: 'styles' },
      amocrm: { showPanel: true, enableNotification: false },
    };
    return {
      ...{ name, language, currency, stages, users },
      round: 0,
      life: { version: 0, cards, calls: [], notes: [], unsorted: [], tasks: [] },
      widget: { status: 'installed', active: 'Y', fields: { [field]: JSON.stringify(settings) } },
    };
  });
}
