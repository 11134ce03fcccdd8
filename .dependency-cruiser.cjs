/** Who may import whom (docs/ARCHITECTURE.md). One rule a sentence. */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { pathNot: allowed },
});

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    only('protocol-is-alone', '^protocol/', ['^protocol/', 'node_modules/valibot']),
    // Both ends read a phone text alike, and name commands and reasons of a call's end alike; JSON is written right on
    // pages that have changed its methods.
    only('domain-is-pure', '^src/domain/', [
      '^src/domain/',
      '^protocol/(readPhones|isSamePhone|searchDigits|toJson|CallCommand|EndReason|ExceptionName)\\.ts$',
    ]),
    only('system-is-alone', '^src/system/', ['^src/system/']),
    only('infrastructure-below-composition', '^src/infrastructure/', [
      '^src/(infrastructure|domain|system|blank)/',
      '^protocol/',
      'node_modules/(valibot|jquery|@types/jquery)',
      // The one way to the backend that runs in the page.
      '^server/inBrowser/createPageTransport\\.ts$',
    ]),
    only('script-knows-createCallbacks', '^src/script\\.ts$', [
      '^src/(createCallbacks|loadViews)\\.ts$',
      '^src/system/plugin/',
    ]),
    // Widget and server meet in the protocol; the widget loads the page's backend in one place.
    only('widget-and-server-meet-in-protocol', '^src/(?!infrastructure/ecss10/ecss10Transport\\.ts$)', [
      '^src/',
      '^protocol/',
      'node_modules/(valibot|jquery|@types/jquery)',
    ]),
    // The page's backend is the part of the server that needs no Node.
    only('in-browser-knows-the-core', '^server/inBrowser/', [
      '^server/inBrowser/',
      '^server/createCore\\.ts$',
      '^server/(calls|rpc|numbers|phonebook|system)/',
      '^server/telephony/ecss10/[^/]+$',
      '^protocol/',
      'node_modules/valibot',
    ]),
    // What the page takes of the driver knows neither Node nor a certificate's file.
    only('ecss10-core-runs-anywhere', '^server/telephony/ecss10/(?!driver\\.ts$)[^/]+$', [
      '^server/telephony/ecss10/[^/]+$',
      '^server/(calls|system|numbers)/',
      '^protocol/',
      'node_modules/valibot',
    ]),
    only('server-knows-no-widget', '^server/', [
      '^server/',
      '^protocol/',
      '^package\\.json$',
      'node_modules/',
      '^(node:)?[a-z0-9_/]+$',
    ]),
    only('system-of-server-is-alone', '^server/system/', [
      '^server/system/',
      'node_modules/',
      '^(node:)?[a-z_/\\d]+$',
    ]),
    only('access-is-alone', '^server/access/', [
      '^server/(access|system)/',
      'node_modules/',
      '^(node:)?[a-z_/]+$',
    ]),
    only('http-above-rpc', '^server/http/', [
      '^server/(http|access|rpc|system)/',
      '^protocol/',
      'node_modules/',
      '^(node:)?[a-z_/]+$',
    ]),
    only('rpc-above-calls', '^server/rpc/', ['^server/(rpc|calls)/', '^protocol/', 'node_modules/valibot']),
    only('calls-know-no-driver', '^server/calls/', ['^server/(calls|system)/', '^protocol/']),
    only('drivers-know-calls', '^server/telephony/', [
      '^server/(telephony|access|calls|system|numbers)/',
      '^protocol/',
      'node_modules/',
      '^(node:)?[a-z_/]+$',
    ]),
    only('phonebook-knows-calls', '^server/phonebook/', ['^server/(phonebook|calls)/', '^protocol/']),
    only('numbers-are-alone', '^server/numbers/', [
      '^server/(numbers|system)/',
      '^protocol/readPhones\\.ts$',
      'node_modules/valibot',
    ]),
    // Numbers are read and compared as in the widget; an invalid item of amoCRM's lists is left out; retries wait longer
    // each time; the caller's card is made as the wire declares it.
    only('crm-knows-calls', '^server/crm/', [
      '^protocol/(readPhones|isSamePhone|searchDigits|readEach|backOff|callerCard|callNote|savedNote|ExceptionName|timing)\\.ts$',
      '^server/(crm|access|calls|system|phonebook)/',
      'node_modules/',
      '^(node:)?[a-z_/]+$',
    ]),
    only('recordings-are-alone', '^server/recordings/', [
      '^server/(recordings|access|calls|system)/',
      'node_modules/',
      '^(node:)?[a-z_/]+$',
    ]),
    // What outlives the process.
    only('store-is-alone', '^server/store/', [
      '^server/(store|system)/',
      '^protocol/(backOff|searchDigits)\\.ts$',
      'node_modules/',
      '^(node:)?[a-z_/]+$',
    ]),
    // Of rpc the port by which the dispatcher asks for a proof.
    only('identity-knows-calls', '^server/identity/', [
      '^server/(identity|access|calls|rpc|system)/',
      '^protocol/',
      'node_modules/',
      '^(node:)?[a-z_/]+$',
    ]),
    // What was decided for a number is found by it, however it is written.
    only('routing-knows-calls', '^server/routing/', [
      '^protocol/isSamePhone\\.ts$',
      '^server/(routing|access|calls|system)/',
      'node_modules/',
    ]),
    // Requests are counted by the wire's methods and status codes: of rpc the lookup of a call's trace, of http the options
    // of the HTTP server through which it reports requests, of the store what it tells of itself.
    only('metrics-know-calls', '^server/metrics/', [
      '^server/(metrics|access|calls|rpc|http|store|system)/',
      '^protocol/',
      'node_modules/',
      '^(node:)?[a-z_/]+$',
    ]),
    only('agent-lists-know-calls', '^server/agentLists/', [
      '^server/(agentLists|access|calls|store|system)/',
      'node_modules/',
    ]),
    // Lines are made as the wire declares them, and numbers are compared as in the widget. Of crm who may see a client, and the
    // record's schema; of telephony that of journals.
    only('history-knows-calls', '^server/history/', [
      '^protocol/',
      '^server/crm/(rights/SeenClients|callLog/CallJob)\\.ts$',
      '^server/telephony/journalSchema\\.ts$',
      '^server/(history|calls|store|system)/',
      'node_modules/valibot',
      '^(node:)?[a-z_/]+$',
    ]),
    // Agents' lists have one form in Redis and in the store.
    only('cluster-knows-calls', '^server/cluster/', [
      '^server/(cluster|agentLists|calls|rpc|system)/',
      '^protocol/',
      'node_modules/',
      '^(node:)?[a-z_/]+$',
    ]),
    // MegaFon's pushes have one reader, which is pasted into ELMA365 with the module.
    only('elma365-is-alone', '^elma365/', ['^elma365/', '^server/telephony/megafon/wire/']),
    only('pasted-reader-is-alone', '^server/(telephony/megafon/wire/|numbers/withoutExtension\\.ts$)', [
      '^server/telephony/megafon/wire/',
      '^server/numbers/withoutExtension\\.ts$',
    ]),
    // Retries wait longer each time, as the widget's do. Of rpc: commands from ELMA365 run the same handlers as the wire's.
    only('elma365-routes-know-calls', '^server/elma365/', [
      '^protocol/backOff\\.ts$',
      '^server/(elma365|access|calls|rpc|system)/',
      'node_modules/',
      '^(node:)?[a-z_/]+$',
    ]),
    // The sandbox unpacks the widget's zip with the reader of the build scripts.
    only('sandbox-never-src', '^sandbox/', [
      '^sandbox/',
      '^server/',
      '^protocol/',
      '^scripts/',
      'node_modules/',
      '^(node:)?[a-z_/]+$',
    ]),
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json', '.d.ts'] },
  },
};
