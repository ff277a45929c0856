import { randomUUID } from 'node:crypto'
import { BaseSchema } from '@adonisjs/lucid/schema'

const DECISIONS = ['approve', 'reject', 'quarantine']

/** What moderators start from until they write their own: kind of thing (or any), reason, English, Russian. */
const TEXTS: [string | null, string, string, string][] = [
  [
    'plugin_version',
    'meets_rules',
    'Checked: it does what it says and asks for no more than it needs.',
    'Проверено: делает то, что обещает, и не просит лишнего.',
  ],
  [
    'plugin_version',
    'broken',
    'The plugin fails on ordinary input. Please see the findings and publish the next version.',
    'Плагин ломается на обычных данных. Посмотрите замечания и опубликуйте следующую версию.',
  ],
  [
    'plugin_version',
    'excess_capabilities',
    'The plugin asks for capabilities that its purpose does not need. Please ask for less, or say why.',
    'Плагин просит возможности, которые ему не нужны. Уберите лишнее или объясните, зачем оно.',
  ],
  [
    'plugin_version',
    'misleading',
    'Name or description promise something else than the plugin does. Please correct them.',
    'Название или описание обещают не то, что делает плагин. Исправьте их, пожалуйста.',
  ],
  [
    'plugin_version',
    'copyright',
    'The plugin contains work of others without a licence for it.',
    'В плагине есть чужая работа без лицензии на неё.',
  ],
  ['plugin_version', 'spam', 'The plugin only advertises something.', 'Плагин только рекламирует что-то.'],
  ['plugin_version', 'malicious', 'The module does things that its description hides.', 'Модуль делает то, о чём описание умалчивает.'],
  ['plugin_version', 'other', 'The decision was made for the following reason: ', 'Решение принято по следующей причине: '],
  [null, 'meets_rules', 'Checked: nothing speaks against it.', 'Проверено: возражений нет.'],
  [
    null,
    'misleading',
    'What is said about it is not true. Please correct it.',
    'Сказанное не соответствует действительности. Исправьте, пожалуйста.',
  ],
  [null, 'copyright', 'It uses work of others without a licence for it.', 'Использована чужая работа без лицензии.'],
  [null, 'spam', 'It only advertises something else.', 'Это лишь реклама чего-то другого.'],
  [null, 'malicious', 'There are signs of fraud.', 'Есть признаки мошенничества.'],
  [null, 'other', 'The decision was made for the following reason: ', 'Решение принято по следующей причине: '],
]

/** Texts that moderators keep for their decisions. */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('canned_texts', (table) => {
      table.uuid('id').primary()
      table.text('subject_type')
      table.text('decision').checkIn(DECISIONS, 'canned_texts_decision')
      table.text('reason_code').notNullable()
      table.text('body_en').notNullable()
      table.text('body_ru').notNullable()
      table.integer('position').notNullable().defaultTo(100)
      table.boolean('is_active').notNullable().defaultTo(true)
      table.integer('version').notNullable().defaultTo(1)
      table.uuid('updated_by').references('users.id').onDelete('SET NULL')
      table.timestamp('updated_at', { useTz: true }).notNullable().defaultTo(this.now())
      table.index(['position', 'id'])
    })
    this.defer(async (db) => {
      const rows = TEXTS.map(([type, code, en, ru], at) => ({
        ...{ id: randomUUID(), subject_type: type, reason_code: code, body_en: en, body_ru: ru, position: (at + 1) * 10 },
      }))
      await db.table('canned_texts').multiInsert(rows)
    })
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
