import { instant, list, nullable, oneOf, record, text } from '#core/json_schema'
import { defineHook } from '#runtime/hooks/define_hook'

export type CompanyCheckInput = {
  country: string
  inn: string | null
  ogrn: string | null
  kpp: string | null
  name: string | null
}

export const COMPANY_STATES = ['active', 'closing', 'closed', 'not_found', 'unknown'] as const

export type CompanyCheckAnswer = {
  state: (typeof COMPANY_STATES)[number]
  kind?: 'company' | 'entrepreneur' | 'self_employed'
  name?: string
  inn?: string
  ogrn?: string
  kpp?: string
  address?: string
  registered_at?: string
  closed_at?: string
  needs_person?: string
  sources: { name: string; checked_at: string; reply: string }[]
}

/** Beside the sellers it checks; tenants themselves are below the plugins and cannot ask them. */
export const companyCheckHook = defineHook<CompanyCheckInput, CompanyCheckAnswer>({
  name: 'company_check',
  version: 1,
  title: 'Whether a company exists',
  summary:
    'Asked by a job when a company wants to sell. Checksums were verified before. `unknown` with `needs_person` (a captcha, a register that is down) hands the check to a moderator. The raw replies are kept as proof.',
  combine: 'The plugins of the platform are asked in the order of installation until one knows more than `unknown`.',
  kind: 'provider',
  input: record({
    country: text(2, 'ISO 3166'),
    inn: nullable(text(12)),
    ogrn: nullable(text(15)),
    kpp: nullable(text(9)),
    name: nullable(text(300)),
  }),
  output: record(
    {
      state: oneOf(COMPANY_STATES),
      kind: oneOf(['company', 'entrepreneur', 'self_employed']),
      name: text(500),
      inn: text(12),
      ogrn: text(15),
      kpp: text(9),
      address: text(1_000),
      registered_at: instant,
      closed_at: instant,
      needs_person: text(300, 'Why a person has to look'),
      sources: list(record({ name: text(120), checked_at: instant, reply: text(20_000, 'As it came') }), 10),
    },
    ['kind', 'name', 'inn', 'ogrn', 'kpp', 'address', 'registered_at', 'closed_at', 'needs_person']
  ),
  example: {
    input: { country: 'RU', inn: '7707083893', ogrn: null, kpp: null, name: null },
    output: {
      state: 'active',
      kind: 'company',
      name: 'ПАО Сбербанк',
      inn: '7707083893',
      sources: [{ name: 'ЕГРЮЛ', checked_at: '2026-01-01T00:00:00Z', reply: '{"rows":[]}' }],
    },
  },
  mode: 'job',
  deadlineMs: 30_000,
  failure: 'open',
  sideEffects: false,
})
