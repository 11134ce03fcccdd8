import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import formbody from '@fastify/formbody';
import { transformSync } from 'esbuild';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import * as v from 'valibot';
import { abortOnDisconnect } from '../server/http/abortOnDisconnect';
import type { Files } from '../scripts/zip/unpack';
import { addAccountRoutes } from './addAccountRoutes';
import type { AmoAccount } from './amo/AmoAccount';
import type { AmoApi } from './amo/AmoApi';
import type { AmoIntegration } from './amo/AmoIntegration';
import type { ContactsApi } from './amo/ContactsApi';
import type { UserApi } from './amo/UserApi';
import { addApiRoutes } from './amo/addApiRoutes';
import type { BackendControl } from './BackendControl';
import { addRecordingRoutes } from './addRecordingRoutes';
import { addStyleRoutes } from './addStyleRoutes';
import type { Proxy } from './Proxy';
import { cannedAnswer } from './styles/cannedAnswer';
import type { WidgetStore } from './WidgetStore';
import type { World } from './World';

const root = join(__dirname, '..');

/** Modules that amoCRM provides to widgets, by name; files in node_modules. */
const MODULES = new Map([
  ['require', 'requirejs/require.js'],
  ['jquery', 'jquery/dist/jquery.js'],
  ['underscore', 'underscore/underscore-umd.js'],
  ['backbone', 'backbone/backbone.js'],
  ['moment', 'moment/moment.js'],
  ['twigjs', 'twig/twig.min.js'],
]);

/** Content types by file extension. */
const types = new Map([
  ['js', 'text/javascript; charset=utf-8'],
  ['json', 'application/json; charset=utf-8'],
  ['png', 'image/png'],
  ['css', 'text/css; charset=utf-8'],
]);

const proxyQuery = v.object({ to: v.string() });
const proxyForm = v.object({ json: v.string() });

export interface HostServerOptions {
  /** Files of the widget's zip. */
  readonly widget: Files;
  readonly world: World;
  readonly store: WidgetStore;
  readonly account: AmoAccount;
  readonly integration: AmoIntegration;
  readonly api: AmoApi;
  readonly contacts: ContactsApi;
  readonly makings: UserApi;
  readonly backend: BackendControl;
  /** Makes the recordings that are not there yet. */
  readonly prepareRecordings: () => void;
  readonly proxy: Proxy;
  /** Name of the widget's settings field. */
  readonly settingsField: string;
}

/** Creates the HTTP server of the host page, which also imitates amoCRM's server. It does not listen yet. */
export async function createHostServer(options: HostServerOptions): Promise<FastifyInstance> {
  const { widget, proxy } = options;
  const http = fastify({ forceCloseConnections: true, routerOptions: { ignoreTrailingSlash: true } });
  void http.register(formbody, { bodyLimit: 1_000_000 });

  http.get('/widget/:version/*', (request, reply) => {
    const name = (request.params as { '*': string })['*'];
    const file = widget.get(name);
    return file === undefined ? reply.code(404).send() : send(reply, name, file);
  });
  http.get('/modules/:name.js', (request, reply) => {
    const file = MODULES.get((request.params as { name: string }).name);
    return file === undefined
      ? reply.code(404).send()
      : send(reply, file, readFileSync(join(root, 'node_modules', file)));
  });
  for (const name of ['host.css', 'styles.css'])
    http.get(`/page/${name}`, (_request, reply) =>
      send(reply, name, readFileSync(join(__dirname, 'page', name))),
    );
  http.get('/page/:name', (request, reply) =>
    send(reply, 'page.js', pageModule((request.params as { name: string }).name)),
  );

  http.post('/ajax/proxy', async (request, reply) => {
    const query = v.parse(proxyQuery, request.query);
    const form = v.parse(proxyForm, request.body);
    const answer =
      cannedAnswer(query.to, form.json, Date.now() / 1_000) ??
      (await proxy.forward(query.to, form.json, abortOnDisconnect(request, reply)));
    if (answer === null) {
      request.raw.socket.destroy();
      return reply.hijack();
    }
    return reply.code(answer.status).type(answer.type).send(answer.body);
  });
  addAccountRoutes(http, options);
  addStyleRoutes(http, options.settingsField);
  addRecordingRoutes(http, options.backend, options.prepareRecordings);
  await addApiRoutes(http, options);
  http.setNotFoundHandler((_request, reply) =>
    reply.type('text/html; charset=utf-8').send(readFileSync(join(__dirname, 'page/index.html'))),
  );
  return http;
}

/** A module of the page, transpiled from TypeScript. */
function pageModule(name: string): Buffer {
  const path = join(__dirname, 'page', `${name.replace(/[^\w]/g, '')}.ts`);
  const { code } = transformSync(readFileSync(path, 'utf8'), {
    loader: 'ts',
    format: 'esm',
    target: 'es2022',
  });
  return Buffer.from(code);
}

/** Sends a file, not to be cached. @param name decides the content type */
function send(reply: FastifyReply, name: string, content: Buffer): FastifyReply {
  return reply
    .type(types.get(name.split('.').pop() ?? '') ?? 'application/octet-stream')
    .header('cache-control', 'no-store')
    .send(content);
}
