import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/actor'
import { sqlRows } from '#core/database/sql'
import { SubmitReview } from '#registry/reviews/actions/submit_review'
import type { DemoPeople } from '#database/seeders/demo/people'

type Said = { by: string; plugin: string; rating: number; title: string; comment: string }

const REVIEWS: Said[] = [
  {
    ...{ by: 'owner@northern.demo', plugin: 'basket-discount', rating: 5, title: 'Корзины стали больше' },
    ...{ comment: 'Включили за пять минут. Покупатели стали докладывать третий товар, средний чек вырос.' },
  },
  {
    ...{ by: 'owner@harbour.demo', plugin: 'basket-discount', rating: 4, title: 'Does one thing well' },
    ...{ comment: 'Clear settings and never slow. I would like different percents for different groups of products.' },
  },
  {
    ...{ by: 'admin@harbour.demo', plugin: 'keyword-moderation', rating: 3, title: 'Good start' },
    ...{ comment: 'Catches the obvious. Words in other alphabets need a list of their own.' },
  },
  {
    ...{ by: 'admin@northern.demo', plugin: 'sales-digest', rating: 5, title: 'Утренний кофе и сводка' },
    ...{ comment: 'Каждое утро вижу вчерашние продажи одной карточкой, ничего лишнего.' },
  },
]

/** What people say of the platform's own plugins; what was said already stays. */
export async function seedPluginReviews(people: DemoPeople): Promise<void> {
  const known = await sqlRows(db, 'select 1 from reviews limit 1')
  if (known.length) return
  const submit = await app.container.make(SubmitReview)
  const members = new Map(people.companies.flatMap(({ members: all }) => all.map(({ user }) => [user.email, user.id])))
  for (const { by, ...said } of REVIEWS) {
    const [{ version }] = await sqlRows<{ version: string }>(
      db,
      'select v.version from plugins p join plugin_versions v on v.id = p.default_version_id where p.canon_name = ?',
      [said.plugin]
    )
    await submit.handle({ actor: { ...systemActor('demo:seed'), userId: members.get(by)! }, ...said, version })
  }
}
