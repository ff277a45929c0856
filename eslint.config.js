import { configApp } from '@adonisjs/eslint-config'

const limits = {
  'curly': ['error', 'multi-line'],
  'max-lines': ['error', { max: 250, skipBlankLines: false, skipComments: false }],
  'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
  'max-params': 'off',
  '@unicorn/no-await-expression-member': 'off',
  '@typescript-eslint/naming-convention': 'off',
  '@typescript-eslint/no-explicit-any': 'error',
}

/** Constructors list what the container hands in; every other function takes an object from the fourth parameter on. */
const FUNCTIONS = ['FunctionDeclaration', 'ArrowFunctionExpression', 'MethodDefinition[kind!="constructor"] > FunctionExpression']
const parameters = FUNCTIONS.map((selector) => ({
  selector: `${selector}[params.length>3]`,
  message: 'Take an object from the fourth parameter on.',
}))

const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Read the environment through start/env.ts.',
}

/** Rules are errors or off, never warnings. */
export default configApp(
  {
    ignores: [
      'build/**',
      'build.*/**',
      'storage/**',
      'tmp/**',
      'my-plugins/**',
      '.cache/**',
      '.adonisjs/**',
      'public/**',
      'bin/rialto-plugin.mjs',
      'plugins/**',
      'database/schema.ts',
      'checks/fixtures/**',
      'tests/plugins/hostile/**',
      'tests/bench/assembly/**',
      'tests/plugins/own/**',
      'tests/plugins/**/assembly/**',
    ],
  },
  { files: ['**/*.ts'], rules: { ...limits, 'no-restricted-syntax': ['error', ...parameters] } },
  { files: ['**/*.ts'], rules: { 'prettier/prettier': 'off' } },
  {
    files: ['tests/**/*.ts', 'database/migrations/**/*.ts', '**/routes.ts', '**/routes/*.ts', '**/*_routes.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    files: ['app/**/*.ts', 'config/**/*.ts', 'providers/**/*.ts', 'database/**/*.ts', 'start/**/*.ts'],
    ignores: ['start/env.ts'],
    rules: { 'no-restricted-syntax': ['error', ...parameters, environment] },
  }
)
