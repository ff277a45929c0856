import { BaseSchema } from '@adonisjs/lucid/schema'

/** What plugins want a moderator to see in the texts of a product: the newest finding only, it is about the texts as they are. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      CREATE TABLE text_findings (
        product_id uuid PRIMARY KEY REFERENCES products (id) ON DELETE CASCADE,
        tenant_id uuid NOT NULL,
        matches jsonb NOT NULL CHECK (jsonb_typeof(matches) = 'array'),
        found_at timestamptz NOT NULL DEFAULT now()
      );
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
