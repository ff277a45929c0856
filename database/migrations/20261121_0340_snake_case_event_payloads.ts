import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Payloads of events are snake_case throughout, since plugins read them. What waits in the outbox, or is replayed from it,
 * was written in camelCase by some domains.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      CREATE FUNCTION pg_temp.snake_keys(value jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
      BEGIN
        RETURN CASE jsonb_typeof(value)
          WHEN 'object' THEN (SELECT coalesce(jsonb_object_agg(lower(regexp_replace(e.key, '([A-Z])', '_\\1', 'g')), pg_temp.snake_keys(e.value)), '{}')
            FROM jsonb_each(value) e)
          WHEN 'array' THEN (SELECT coalesce(jsonb_agg(pg_temp.snake_keys(e.value) ORDER BY e.ordinality), '[]')
            FROM jsonb_array_elements(value) WITH ORDINALITY e)
          ELSE value END;
      END $$;
      UPDATE outbox SET payload = pg_temp.snake_keys(payload) WHERE payload::text ~ '"[a-z_]+[A-Z][A-Za-z]*":';
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
