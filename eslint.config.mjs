import { readFileSync } from 'node:fs';
import js from '@eslint/js';
import jest from 'eslint-plugin-jest';
import ts from 'typescript-eslint';

/** The folders that `npm run types` compiles: one list for both. */
const typedFolders = JSON.parse(
  readFileSync(new URL('./scripts/typedFolders.json', import.meta.url), 'utf8'),
);
const rawTimers = ['setTimeout', 'setInterval'].map((name) => ({
  name,
  message: 'Only a Scope (or the backend’s Clock) owns timers.',
}));
const hostNames = ['AMOCRM', 'APP'].map((name) => ({
  name,
  message: 'The host is known in src/infrastructure/amocrm only.',
}));

const operatorTexts = [
  {
    selector:
      "CallExpression[callee.property.name=/^(warn|error|fatal)$/][callee.object.name!='console']:not([arguments.0.callee.name='LogLine'])",
    message: 'A log line of warn or above is a LogLine with a message of messages.ts.',
  },
  {
    selector: "Property[key.name='ru'][value.type=/Literal$/]",
    message: 'Translations stand in messages.ts.',
  },
  {
    selector: "CallExpression[callee.name='sameInAll'] > Literal[value=/[a-z] [a-z]/]",
    message: 'A sentence has a translation in messages.ts.',
  },
];
const schemaText = {
  selector: "CallExpression[callee.object.name='v'] > Literal[value=/[a-z] [a-z]/]",
  message: 'Why a setting is refused stands in messages.ts: issueText(message).',
};

export default ts.config(
  {
    ignores: [
      'build/',
      'node_modules/',
      'coverage/',
      '**/*.d.ts',
      'webpack.config.js',
      'jest.config.js',
      '.dependency-cruiser.cjs',
      'scripts/squeezeLoader.js',
      'scripts/leanValibotLoader.js',
      'scripts/SmallScriptLoading.js',
      'scripts/shortPrivateNames.js',
      'test/support/*.js',
      'test/e2e/*.js',
    ],
  },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  {
    files: ['**/*.ts'],
    languageOptions: {
      parserOptions: {
        project: typedFolders.map((folder) => `${folder}/tsconfig.json`),
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'max-lines': ['error', 250],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
    },
  },
  {
    files: ['src/**/*.ts', 'server/**/*.ts', 'protocol/**/*.ts'],
    rules: { 'no-restricted-globals': ['error', ...rawTimers, ...hostNames] },
  },
  {
    // What an operator reads stands in messages.ts, in every language (server/system/Message.ts).
    files: ['server/**/*.ts'],
    ignores: ['server/**/*essages.ts'],
    rules: { 'no-restricted-syntax': ['error', ...operatorTexts] },
  },
  {
    files: ['server/**/*Settings.ts', 'server/config/*.ts', 'server/numbers/NumberRule.ts'],
    ignores: ['server/**/*essages.ts'],
    rules: { 'no-restricted-syntax': ['error', ...operatorTexts, schemaText] },
  },
  // A list of parts and how they are connected: what decides belongs into the parts.
  { files: ['server/createApp.ts'], rules: { 'max-lines': ['error', 120] } },
  { files: ['src/system/Scope.ts', 'server/system/Clock.ts'], rules: { 'no-restricted-globals': 'off' } },
  {
    files: [
      'server/main.ts',
      'sandbox/**',
      'scripts/**',
      'bench/**',
      'test/install/**',
      'test/flows/faults/tryFaults.ts',
      'test/flows/runFlows.ts',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['sandbox/page/**/*.ts'],
    // The page plays amoCRM: a host written for jQuery, whose `this` and globals are what they are.
    rules: {
      '@typescript-eslint/no-this-alias': 'off',
      '@typescript-eslint/no-misused-promises': 'off',
      '@typescript-eslint/no-deprecated': 'off',
    },
  },
  {
    files: ['test/**/*.ts'],
    plugins: { jest },
    rules: {
      ...jest.configs['flat/recommended'].rules,
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'fc.assert', 'expect*'] }],
      // A property has cases of its own, and the far end is checked after each test.
      'jest/no-conditional-expect': 'off',
      'jest/no-standalone-expect': ['error', { additionalTestBlockFunctions: ['afterEach', 'testOnDisk'] }],

      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // One that never ends goes on after its test has failed, and keeps the whole run alive.
    files: ['test/**/*.test.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: ':matches(WhileStatement, DoWhileStatement):has(AwaitExpression)',
          message: 'A wait has a limit: use eventually or passUntil (test/server/support).',
        },
      ],
    },
  },
  // In the browser and at a telephone a test expects by waiting: what never comes fails it.
  { files: ['test/e2e/**/*.ts', 'test/asterisk/**/*.ts'], rules: { 'jest/expect-expect': 'off' } },
  {
    files: ['**/*.mjs'],
    ...ts.configs.disableTypeChecked,
    languageOptions: { globals: { process: 'readonly', URL: 'readonly' } },
  },
);
