import { InvalidPlugin } from '#registry/exceptions/refusals'
import type { ScanDecision } from '#registry/scanning/decide_upload'

/** The operator's rules take no such upload: the rule is named, and what was found. */
export class RefusedByRules extends InvalidPlugin {
  constructor(readonly decision: ScanDecision) {
    const { rule, findings } = decision
    super([
      { field: 'artifact', message: rule?.title.en ?? RefusedByRules.message, rule: rule?.id ?? 'rules' },
      ...findings.filter(({ severity }) => severity !== 'info').map(({ message, code }) => ({ field: 'artifact', message, rule: code })),
    ])
  }
}

/** Rules that cannot be followed: each problem names its place. */
export class InvalidRuleset extends InvalidPlugin {
  static field(field: string, message: string, rule = 'invalid') {
    return new InvalidRuleset([{ field, message, rule }])
  }
}
