import { BaseSchema } from '@adonisjs/lucid/schema'

const STATUSES = ['held', 'published', 'flagged', 'hidden', 'removed']
const REASONS = ['spam', 'offensive', 'off_topic', 'fake', 'conflict_of_interest', 'personal_data', 'other']
/** Shown, and counted in ratings. */
const SHOWN = `status in ('published', 'flagged')`

/** What people say of plugins, what others think of that, and who had a plugin installed. */
export default class extends BaseSchema {
  async up() {
    this.#reviews()
    this.#revisions()
    this.#votes()
    this.#adoptions()
    this.#ratings()
  }

  #reviews() {
    this.schema.createTable('reviews', (table) => {
      table.uuid('id').primary()
      table.uuid('plugin_id').notNullable().references('plugins.id').onDelete('RESTRICT')
      table.uuid('user_id').references('users.id').onDelete('SET NULL')
      table.uuid('version_id').notNullable().references('plugin_versions.id').onDelete('RESTRICT')
      table.integer('rating').notNullable().checkBetween([1, 5])
      table.text('title')
      table.text('comment').notNullable()
      table.text('status').notNullable().defaultTo('published').checkIn(STATUSES, 'reviews_status')
      table.boolean('is_verified').notNullable().defaultTo(false)
      table.jsonb('install_proof')
      table.integer('revision').notNullable().defaultTo(1)
      table.integer('helpful_count').notNullable().defaultTo(0)
      table.integer('unhelpful_count').notNullable().defaultTo(0)
      table.text('reply')
      table.uuid('reply_by').references('users.id').onDelete('SET NULL')
      table.timestamp('replied_at', { useTz: true })
      table.timestamp('held_until', { useTz: true })
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('updated_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.unique(['plugin_id', 'user_id'])
      table.index(['user_id', 'created_at'])
      table.index(['status', 'updated_at', 'id'])
      table.check('char_length(title) <= 100', {}, 'reviews_title_length')
      table.check('char_length(comment) between 10 and 5000', {}, 'reviews_comment_length')
      table.check('char_length(reply) between 1 and 5000', {}, 'reviews_reply_length')
      table.check('(reply is null) = (replied_at is null)', {}, 'reviews_replied_at')
      table.check('is_verified = (install_proof is not null)', {}, 'reviews_verified_by_proof')
    })
    this.schema.raw(`
      create index reviews_listed on reviews (plugin_id, helpful_count desc, created_at desc, id) where ${SHOWN};
      create index reviews_counted on reviews (plugin_id, rating) where ${SHOWN};
      create index reviews_held on reviews (held_until) where status = 'held';
    `)
  }

  #revisions() {
    this.schema.createTable('review_revisions', (table) => {
      table.uuid('review_id').notNullable().references('reviews.id').onDelete('CASCADE')
      table.integer('revision').notNullable()
      table.uuid('version_id').notNullable().references('plugin_versions.id').onDelete('RESTRICT')
      table.integer('rating').notNullable()
      table.text('title')
      table.text('comment').notNullable()
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.primary(['review_id', 'revision'])
    })
  }

  #votes() {
    this.schema.createTable('review_votes', (table) => {
      table.uuid('review_id').notNullable().references('reviews.id').onDelete('CASCADE')
      table.uuid('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.boolean('is_helpful').notNullable()
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.primary(['review_id', 'user_id'])
      table.index(['user_id'])
    })
    this.schema.createTable('review_flags', (table) => {
      table.uuid('review_id').notNullable().references('reviews.id').onDelete('CASCADE')
      table.uuid('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.text('reason').notNullable().checkIn(REASONS)
      table.text('note')
      table.integer('revision').notNullable()
      table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.timestamp('resolved_at', { useTz: true })
      table.primary(['review_id', 'user_id'])
      table.index(['user_id'])
    })
  }

  /** Whose company has or had a plugin: stays when it is uninstalled. */
  #adoptions() {
    this.schema.createTable('plugin_adoptions', (table) => {
      table.uuid('plugin_id').notNullable().references('plugins.id').onDelete('CASCADE')
      table.uuid('tenant_id').notNullable().references('tenants.id').onDelete('CASCADE')
      table.timestamp('first_installed_at', { useTz: true }).notNullable()
      table.primary(['plugin_id', 'tenant_id'])
      table.index(['tenant_id'])
    })
    this.schema.raw(`
      insert into plugin_adoptions (plugin_id, tenant_id, first_installed_at)
      select i.plugin_id, i.tenant_id, min(i.created_at) from plugin_installations i join plugins p on p.id = i.plugin_id
       where i.tenant_id is not null group by 1, 2;
    `)
  }

  /** What a rating is drawn towards until enough people have said something; one row, renewed by a job. */
  #ratings() {
    this.schema.createTable('rating_prior', (table) => {
      table.boolean('id').primary().defaultTo(true)
      table.float('mean').notNullable()
      table.timestamp('computed_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.check('id', {}, 'rating_prior_one_row')
    })
    this.schema.raw('insert into rating_prior (mean) values (3.5)')
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
