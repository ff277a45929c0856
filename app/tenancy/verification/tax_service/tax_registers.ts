import type { TaxService } from '#tenancy/verification/tax_service/tax_service'

/** The register of this installation; its driver is chosen at boot. */
export class TaxRegisters {
  constructor(readonly service: TaxService) {}
}
