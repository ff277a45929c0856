import db from '@adonisjs/lucid/services/db'
import { isId } from '#core/ids'
import { containing } from '#core/database/like'
import { sqlRows } from '#core/database/sql'

export type CompanyChoice = { id: string; name: string; slug: string; role: string | null }

/** The company a question is about: one, several to choose from, or none that is called so. */
export type ChosenCompany = { company: CompanyChoice | null; choices: CompanyChoice[]; isUnknown: boolean }

type Asked = {
  userId: string
  text: string
  /** Whether whoever asks may look up companies the user is no member of. */
  isAnyAllowed: boolean
}

const MOST_OWN = 100
/** More are no choice: a longer name narrows them. */
const MOST_FOUND = 10
const NONE: ChosenCompany = { company: null, choices: [], isUnknown: false }

/** Companies of the user, to choose from. */
export const companiesOf = (userId: string) =>
  sqlRows<CompanyChoice>(
    db,
    `select t.id, t.name, t.slug::text, m.role from tenant_members m join tenants t on t.id = m.tenant_id
      where m.user_id = ? order by lower(t.name), t.id limit ?`,
    [userId, MOST_OWN]
  )

/** By id, by short name, or by name or a part of it; the user's own come first, and what is meant exactly is taken at once. */
export async function chooseCompany({ userId, text, isAnyAllowed }: Asked): Promise<ChosenCompany> {
  if (!text) return NONE
  // Any id may be asked about, as by API: the answer says no more than that the user is no member.
  const found = isId(text) ? await byId(text, userId) : await byName({ userId, text, isAnyAllowed })
  const exact = found.filter(({ name, slug }) => [name, slug].some((one) => one.toLowerCase() === text.toLowerCase()))
  const [company] = found.length === 1 ? found : exact.length === 1 ? exact : []
  if (company) return { company, choices: [], isUnknown: false }
  return { company: null, choices: found, isUnknown: !found.length }
}

const SELECTED =
  'select t.id, t.name, t.slug::text, m.role from tenants t left join tenant_members m on m.tenant_id = t.id and m.user_id = ?'

const byId = (id: string, userId: string) => sqlRows<CompanyChoice>(db, `${SELECTED} where t.id = ?`, [userId, id])

const byName = ({ userId, text, isAnyAllowed }: Asked) =>
  sqlRows<CompanyChoice>(
    db,
    `${SELECTED} where (m.user_id is not null or ?) and (t.name ilike ? or t.slug = ?)
      order by (lower(t.name) = lower(?) or t.slug = ?) desc, m.user_id is null, lower(t.name), t.id limit ?`,
    [userId, isAnyAllowed, containing(text), text, text, text, MOST_FOUND]
  )
