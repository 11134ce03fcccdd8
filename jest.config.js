/** Unit and integration tests run in Node (a file asks for jsdom in its docblock); `e2e` runs the built zip in Chromium, `asterisk` a real Asterisk. */
const transform = {
  '\\.(ts|js)$': '<rootDir>/test/support/typescriptTransform.js',
  '\\.(twig|css)$': '<rootDir>/test/support/textTransform.js',
};
// Packages that are ES modules alone; jest loads such ones only behind an experimental flag of Node.
const ES_MODULES = [
  'archiver',
  'compress-commons',
  'cookie',
  'crc32-stream',
  'is-stream',
  'jose',
  'readdir-glob',
  'zip-stream',
];
/** Tests that need a program which a machine may lack, by its name in build/test-left-out.txt. */
const NEEDS = {
  curl: ['/test/guides/'],
  openssl: ['/test/guides/'],
  'redis-server': ['/test/server/cluster/'],
  postgres: ['/test/server/store/postgres'],
  nginx: ['/test/attacks/nginx\\.'],
  caddy: ['/test/attacks/caddy\\.'],
  apache2: ['/test/attacks/apache\\.'],
  ffmpeg: ['/test/server/recordings/mp3\\.'],
  sipp: ['/test/asterisk/'],
  baresip: ['/test/asterisk/baresip\\.'],
  asterisk: ['/test/asterisk/'],
  chromium: ['/test/e2e/'],
};
/** Names of programs that this run does without, split by commas: their tests are left out. */
const leftOut = (process.env.TESTS_WITHOUT ?? '').split(',').flatMap((name) => NEEDS[name] ?? []);
const common = {
  transform,
  transformIgnorePatterns: [`/node_modules/(?!(${ES_MODULES.join('|')})/)`],
  moduleFileExtensions: ['ts', 'js', 'json'],
  testEnvironment: 'node',
  testPathIgnorePatterns: ['/node_modules/', ...leftOut],
  moduleNameMapper: { '^fast-check$': '<rootDir>/test/support/boundedFastCheck.js' },
  // Built copies of the project are not its modules.
  modulePathIgnorePatterns: ['<rootDir>/build/'],
  setupFiles: ['<rootDir>/test/support/constants.js'],
};

/** Those that take minutes on purpose: `npm run test.long`. */
const LONG = ['/test/interleavings/', '/test/server/cluster/takeOver\\.', '/test/server/soak\\.'];

/** These do more in `npm run test.long`: a global `IS_LONG` tells them. */
const LONGER = [
  '/test/asterisk/kills\\.',
  '/test/asterisk/flows\\.',
  '/test/server/crm/callNotes/exactlyOnce\\.',
  '/test/server/crm/callNotes/killed/',
  '/test/server/telephony/asterisk/tracking/absences\\.',
  '/test/server/telephony/asterisk/tracking/missedAbsences\\.',
];

/** Folders whose branches the unit tests take. Only these are instrumented: it costs each test that loads them time. */
const HELD_TO = ['protocol/', 'src/domain/', 'src/infrastructure/rpc/', 'server/rpc/', 'server/calls/'];

module.exports = {
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['/test/e2e/', '/test/asterisk/', ...LONG, ...leftOut],
    },
    {
      ...common,
      displayName: 'long',
      testRegex: [...LONG, ...LONGER].map((place) => `${place}.*test\\.ts$`),
      globals: { IS_LONG: true },
    },
    {
      ...common,
      displayName: 'asterisk',
      testMatch: ['<rootDir>/test/asterisk/**/*.test.ts'],
      testPathIgnorePatterns: [...LONG, ...common.testPathIgnorePatterns],
    },
    { ...common, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.test.ts'] },
  ],
  reporters: ['default', '<rootDir>/test/support/SlowFiles.js'],
  // Waits end by events: a test that takes this long hangs. It is longer than any wait (test/support/patience.ts).
  testTimeout: 180_000,
  collectCoverageFrom: [...HELD_TO.map((folder) => `${folder}**/*.ts`), '!**/*.d.ts'],
  coverageDirectory: 'build/coverage',
  coverageReporters: ['text', 'json-summary'],
  coverageThreshold: Object.fromEntries(HELD_TO.map((folder) => [`./${folder}`, { branches: 95 }])),
};
