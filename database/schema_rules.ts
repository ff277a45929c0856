import { type SchemaRules } from '@adonisjs/lucid/types/schema_generator'

/** How column types become TypeScript in the generated `database/schema.ts`. bigint is a checked number (start/database.ts). */
export default {
  types: {
    bigint: { tsType: 'number', imports: [{ source: '@adonisjs/lucid/orm', namedImports: ['column'] }], decorator: '@column()' },
    jsonb: { tsType: 'any', imports: [{ source: '@adonisjs/lucid/orm', namedImports: ['column'] }], decorator: '@column()' },
  },
  /** citext columns, which the generator reports as user-defined. */
  columns: {
    email: { tsType: 'string', imports: [{ source: '@adonisjs/lucid/orm', namedImports: ['column'] }], decorator: '@column()' },
    username: { tsType: 'string', imports: [{ source: '@adonisjs/lucid/orm', namedImports: ['column'] }], decorator: '@column()' },
    slug: { tsType: 'string', imports: [{ source: '@adonisjs/lucid/orm', namedImports: ['column'] }], decorator: '@column()' },
    contact_email: { tsType: 'string', imports: [{ source: '@adonisjs/lucid/orm', namedImports: ['column'] }], decorator: '@column()' },
  },
} satisfies SchemaRules
