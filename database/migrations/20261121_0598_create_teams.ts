import { BaseSchema } from '@adonisjs/lucid/schema'

const ROLES = ['owner', 'maintainer', 'publisher']

/** Publishers that are many people: members, teams of them, and the roles that teams have in plugins. */
export default class extends BaseSchema {
  async up() {
    this.#members()
    this.#teams()
    this.#people()
  }

  #members() {
    this.schema.createTable('publisher_members', (table) => {
      table.uuid('publisher_id').notNullable().references('publishers.id').onDelete('CASCADE')
      table.uuid('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.text('role').notNullable().checkIn(['admin', 'member'])
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.primary(['publisher_id', 'user_id'])
      table.index(['user_id'])
    })
    this.schema.createTable('publisher_invitations', (table) => {
      table.uuid('id').primary()
      table.uuid('publisher_id').notNullable().references('publishers.id').onDelete('CASCADE')
      table.specificType('email', 'citext').notNullable()
      table.text('role').notNullable().checkIn(['admin', 'member'])
      table.text('token_hash').notNullable().unique()
      table.uuid('invited_by').references('users.id').onDelete('SET NULL')
      table.text('status').notNullable().defaultTo('open').checkIn(['open', 'accepted', 'declined', 'withdrawn'])
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('expires_at', { useTz: true }).notNullable()
      table.timestamp('ended_at', { useTz: true })
    })
    this.schema.raw(`
      create unique index publisher_invitations_open on publisher_invitations (publisher_id, email) where status = 'open';
      create index publisher_invitations_email on publisher_invitations (email) where status = 'open';
      create index plugin_invitations_email on plugin_invitations (email) where status = 'open';
    `)
  }

  #teams() {
    this.schema.createTable('teams', (table) => {
      table.uuid('id').primary()
      table.uuid('publisher_id').notNullable().references('publishers.id').onDelete('CASCADE')
      table.specificType('slug', 'citext').notNullable()
      table.text('name').notNullable()
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.unique(['publisher_id', 'slug'])
      table.unique(['id', 'publisher_id'])
    })
    // A team's people are members of its publisher: who leaves the one leaves the other.
    this.schema.createTable('team_members', (table) => {
      table.uuid('team_id').notNullable()
      table.uuid('publisher_id').notNullable()
      table.uuid('user_id').notNullable()
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.primary(['team_id', 'user_id'])
      table.foreign(['team_id', 'publisher_id']).references(['id', 'publisher_id']).inTable('teams').onDelete('CASCADE')
      table.foreign(['publisher_id', 'user_id']).references(['publisher_id', 'user_id']).inTable('publisher_members').onDelete('CASCADE')
      table.index(['user_id', 'team_id'])
      table.index(['publisher_id', 'user_id'])
    })
    this.schema.createTable('plugin_teams', (table) => {
      table.uuid('plugin_id').notNullable().references('plugins.id').onDelete('CASCADE')
      table.uuid('team_id').notNullable().references('teams.id').onDelete('CASCADE')
      table.text('role').notNullable().checkIn(ROLES)
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.primary(['plugin_id', 'team_id'])
      table.index(['team_id'])
    })
  }

  /**
   * Everybody with a role in a plugin, once: their own, or their teams', whichever is highest. Asked live, so that who leaves
   * a team has its rights no longer in the same moment. No `distinct`: conditions reach the indexes below.
   */
  #people() {
    this.schema.raw(`
      create function owner_rank(role text) returns int language sql immutable parallel safe as $$
        select case role when 'owner' then 3 when 'maintainer' then 2 else 1 end
      $$;
      create view plugin_people as
      select d.plugin_id, d.user_id, d.role, d.created_at, null::uuid as team_id from plugin_owners d
       where not exists (select 1 from plugin_teams t join team_members m on m.team_id = t.team_id
                          where t.plugin_id = d.plugin_id and m.user_id = d.user_id and owner_rank(t.role) > owner_rank(d.role))
      union all
      select t.plugin_id, m.user_id, t.role, m.created_at, t.team_id from plugin_teams t join team_members m on m.team_id = t.team_id
       where not exists (select 1 from plugin_owners d
                          where d.plugin_id = t.plugin_id and d.user_id = m.user_id and owner_rank(d.role) >= owner_rank(t.role))
         and not exists (select 1 from plugin_teams x join team_members y on y.team_id = x.team_id
                          where x.plugin_id = t.plugin_id and y.user_id = m.user_id
                            and (owner_rank(x.role), x.team_id::text) > (owner_rank(t.role), t.team_id::text));
    `)
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
