import type { PlatformRole, TenantRole } from '#core/rights'

type Member = { email: string; name: string; role: TenantRole; locale?: 'en' | 'ru' }
type Company = { slug: string; name: string; what: 'seller' | 'publisher'; members: Member[] }

/** Everybody of the demo marketplace. The password is made anew for each installation. */
export const STAFF: { email: string; name: string; roles: PlatformRole[]; locale?: 'en' | 'ru' }[] = [
  { email: 'operator@rialto.demo', name: 'Olga Operator', roles: ['superadmin'] },
  { email: 'admin@rialto.demo', name: 'Adam Admin', roles: ['admin'] },
  { email: 'moderator@rialto.demo', name: 'Мария Модератова', roles: ['moderator'], locale: 'ru' },
  { email: 'analyst@rialto.demo', name: 'Анна Аналитик', roles: ['analyst'], locale: 'ru' },
  { email: 'support@rialto.demo', name: 'Sam Support', roles: ['support'] },
  { email: 'finance@rialto.demo', name: 'Fiona Finance', roles: ['finance'] },
]

export const COMPANIES: Company[] = [
  {
    slug: 'northern-light',
    name: 'Северный свет',
    what: 'seller',
    members: [
      { email: 'owner@northern.demo', name: 'Никита Северов', role: 'owner', locale: 'ru' },
      { email: 'admin@northern.demo', name: 'Алина Снегова', role: 'admin', locale: 'ru' },
      { email: 'user@northern.demo', name: 'Юрий Складов', role: 'user', locale: 'ru' },
      { email: 'viewer@northern.demo', name: 'Вера Наблюдова', role: 'viewer', locale: 'ru' },
    ],
  },
  {
    slug: 'harbour-goods',
    name: 'Harbour Goods',
    what: 'seller',
    members: [
      { email: 'owner@harbour.demo', name: 'Hannah Harbour', role: 'owner' },
      { email: 'admin@harbour.demo', name: 'Peter Pier', role: 'admin' },
    ],
  },
  {
    slug: 'plugin-works',
    name: 'Plugin Works',
    what: 'publisher',
    members: [
      { email: 'publisher@works.demo', name: 'Paula Publisher', role: 'owner' },
      { email: 'developer@works.demo', name: 'Dmitri Developer', role: 'user' },
    ],
  },
]

export const BUYERS: { email: string; name: string; locale: 'en' | 'ru' }[] = [
  { email: 'buyer@rialto.demo', name: 'Борис Покупателев', locale: 'ru' },
  { email: 'buyer2@rialto.demo', name: 'Betty Buyer', locale: 'en' },
]
