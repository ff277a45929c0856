import { randomUUID } from 'node:crypto'
import { BaseSchema } from '@adonisjs/lucid/schema'

const COMPLAINTS = ['plugin_report', 'version_report', 'review_report', 'publisher_report']

/** Decision, reason, English, Russian: what moderators start from where somebody complained. */
const OF_COMPLAINTS = [
  [
    'approve',
    'meets_rules',
    'We looked into case {case} about {title} and found nothing against the rules.',
    'Дело {case}: мы проверили «{title}» и нарушений не нашли.',
  ],
  [
    'reject',
    'malicious',
    '{title} does harm that it does not tell of (case {case}). An appeal is possible within {days} days.',
    '«{title}» вредит и не говорит об этом (дело {case}). Обжаловать можно в течение {days} дн.',
  ],
  [
    'reject',
    'misleading',
    '{title} promises something else than it does (case {case}). An appeal is possible within {days} days.',
    '«{title}» обещает не то, что есть на деле (дело {case}). Обжаловать можно в течение {days} дн.',
  ],
  [
    'reject',
    'copyright',
    '{title} uses work of others without a licence for it (case {case}). An appeal is possible within {days} days.',
    'В «{title}» использована чужая работа без лицензии (дело {case}). Обжаловать можно в течение {days} дн.',
  ],
  [
    'reject',
    'spam',
    '{title} only advertises something else (case {case}). An appeal is possible within {days} days.',
    '«{title}» лишь рекламирует что-то другое (дело {case}). Обжаловать можно в течение {days} дн.',
  ],
] as const

const OF_APPEALS = [
  [
    'approve',
    'meets_rules',
    'Somebody else looked at case {case} again: the first decision about {title} was wrong and is undone.',
    'Дело {case} пересмотрел другой человек: первое решение о «{title}» было неверным и отменено.',
  ],
  [
    'reject',
    'other',
    'Somebody else looked at case {case} again: the decision about {title} stands.',
    'Дело {case} пересмотрел другой человек: решение о «{title}» остаётся в силе.',
  ],
] as const

/** Texts to start from for complaints and appeals, with the number of the case in them. */
export default class extends BaseSchema {
  async up() {
    this.defer(async (db) => {
      const texts = [
        ...COMPLAINTS.flatMap((type) => OF_COMPLAINTS.map((text) => [type, ...text] as const)),
        ...OF_APPEALS.map((text) => ['plugin_appeal', ...text] as const),
      ]
      const rows = texts.map(([type, decision, code, en, ru], at) => ({
        ...{ id: randomUUID(), subject_type: type, decision, reason_code: code, body_en: en, body_ru: ru, position: 200 + at },
      }))
      await db.table('canned_texts').multiInsert(rows)
    })
  }

  async down() {
    throw new Error('Migrations only go forward: restore a backup instead')
  }
}
