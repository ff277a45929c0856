import type { CompanyAnswer } from '#tenancy/verification/record_check'

/** A register of companies that a program can ask. */
export interface TaxService {
  /** The register's name, as moderators read it. */
  readonly name: string
  /** Null where this installation has no register. Throws `TaxServiceUnavailable` when asking later may help. */
  find(company: { inn: string; ogrn: string }): Promise<CompanyAnswer | null>
}

/** The default: nobody is asked, the moderator decides by the documents alone. */
export class NoTaxService implements TaxService {
  readonly name = 'none'

  find(): Promise<null> {
    return Promise.resolve(null)
  }
}
