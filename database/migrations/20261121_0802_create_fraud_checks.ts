import { BaseSchema } from '@adonisjs/lucid/schema'

/** What plugins thought of a purchase, with their reasons: also of those that were refused and left no orders. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      CREATE TABLE fraud_checks (
        id uuid PRIMARY KEY,
        group_id uuid UNIQUE REFERENCES order_groups (id),
        buyer_id uuid NOT NULL REFERENCES users (id),
        verdict text NOT NULL CHECK (verdict IN ('allow', 'review', 'block')),
        score numeric(5, 2) NOT NULL CHECK (score BETWEEN 0 AND 100),
        reasons jsonb NOT NULL CHECK (jsonb_typeof(reasons) = 'array'),
        currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
        total_minor bigint NOT NULL CHECK (total_minor >= 0),
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT fraud_checks_blocked CHECK ((verdict = 'block') = (group_id IS NULL))
      );
      CREATE INDEX fraud_checks_buyer ON fraud_checks (buyer_id, created_at DESC);
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
