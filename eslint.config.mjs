import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const environmentIsReadOnce = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message:
    'The environment is read once, in libs/platform/src/config/load-config.ts: take a typed configuration instead.',
};
const oneWayOut = {
  selector: "CallExpression[callee.name='fetch']",
  message: 'Services leave the machine through SafeFetch (libs/platform/src/safe-fetch) only.',
};

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'node_modules/', '.raptor/'] },
  { files: ['**/*.ts'], extends: [...tseslint.configs.strict, prettier] },
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-dynamic-delete': 'off',
      eqeqeq: ['error', 'always'],
      'no-console': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['apps/**/*.ts', 'libs/**/*.ts'],
    ignores: [
      'libs/platform/src/config/load-config.ts',
      'libs/testing/**',
      '**/test/**',
      '**/*.{spec,int-spec,e2e-spec,backup-spec}.ts',
    ],
    rules: { 'no-restricted-syntax': ['error', environmentIsReadOnce, oneWayOut] },
  },
  { files: ['tools/**/*.ts', 'bench/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.{spec,int-spec,e2e-spec,backup-spec}.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);
