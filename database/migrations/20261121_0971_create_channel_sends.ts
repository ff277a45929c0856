import { BaseSchema } from '@adonisjs/lucid/schema'

/** Which plugin was given which notice: written before it is asked, since what it sends cannot be called back. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      CREATE TABLE channel_sends (
        notification_id uuid NOT NULL REFERENCES notifications (id) ON DELETE CASCADE,
        installation_id uuid NOT NULL,
        status text NOT NULL DEFAULT 'asked' CHECK (status IN ('asked', 'sent', 'skipped', 'refused', 'failed')),
        ref text,
        message text,
        at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (notification_id, installation_id)
      );
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
