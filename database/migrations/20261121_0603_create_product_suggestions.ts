import { BaseSchema } from '@adonisjs/lucid/schema'

/** What plugins would change on a card. It waits for the seller; asking anew replaces what waits. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      CREATE TABLE product_suggestions (
        id uuid PRIMARY KEY,
        product_id uuid NOT NULL REFERENCES products (id) ON DELETE CASCADE,
        tenant_id uuid NOT NULL,
        field text NOT NULL CHECK (field IN ('title', 'description', 'brand', 'attribute')),
        name text CHECK ((field = 'attribute') = (name IS NOT NULL)),
        value text NOT NULL,
        reason text,
        plugin_name text NOT NULL,
        plugin_version text NOT NULL,
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'dismissed')),
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX product_suggestions_open ON product_suggestions (product_id, id) WHERE state = 'open';
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
