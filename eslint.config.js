import js from '@eslint/js';
import { importX } from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import ts from 'typescript-eslint';

/** Who may import whom: dependencies point one way. The first listed folder must not import the second. */
const zones = [
  {
    target: './models',
    from: ['./pipeline', './server', './web'],
    message: 'models/ knows nothing above it.',
  },
  { target: './pipeline', from: ['./server', './web'], message: 'pipeline/ knows nothing above it.' },
  { target: './server', from: './web', message: 'The server does not import the page.' },
  {
    target: './server',
    from: './pipeline',
    except: [
      ...['./messages.ts', './pictures.ts', './startCamera.ts', './startInference.ts', './readPhoto.ts'],
      './tryCamera.ts',
    ],
    message:
      'Use the doors of pipeline/: messages, pictures (types), startCamera, startInference, readPhoto, tryCamera.',
  },
  {
    target: './server/identify',
    from: ['./server/http', './server/database', './server/presence', './server/live', './server/people'],
    message: 'Who a track is, is decided from faces alone.',
  },
  {
    target: './server/database',
    from: [
      './server/http',
      './server/people',
      './server/cameras',
      './server/access',
      './server/presence',
      './server/live',
    ],
    message: 'Features use the database, not the other way round.',
  },
  { target: './web', from: ['./models', './pipeline'], message: 'web/ imports server/wire.ts only.' },
  { target: './web', from: './server', except: ['./wire.ts'], message: 'web/ imports server/wire.ts only.' },
];

export default ts.config(
  {
    ignores: [
      'dist/**',
      'data/**',
      'node_modules/**',
      'artifacts/**',
      'web/dist/**',
      'web/src/locales/id.ts',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...ts.configs.recommendedTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: {
      parserOptions: {
        project: [
          './models/tsconfig.json',
          './pipeline/tsconfig.json',
          './server/tsconfig.json',
          './web/tsconfig.json',
          './tests/tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver({ project: './tsconfig.json' })] },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Only server/config.ts and the command line read the environment.',
        },
      ],
      // Parts are closures: their functions do not use `this`, and the one class binds its own.
      '@typescript-eslint/unbound-method': 'off',
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['server/config.ts', 'server/cli/**', 'vitest.config.ts', 'tests/**', '**/*.test.ts'],
    rules: { 'no-restricted-properties': 'off', 'max-lines-per-function': 'off' },
  },
  {
    // A migration is a list.
    files: ['server/database/migrations/**'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    files: ['**/*.{js,mjs}', 'vitest.config.ts', 'web/vite.config.ts'],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
    rules: { 'import-x/no-cycle': 'off' },
  },
);
