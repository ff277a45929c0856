import { forgetCounts } from '#tests/support/forget_counts'
import { LyingProvider } from '#tests/imitations/oidc_provider/lying_provider'
import { allowOutbound, forgetProviders, setUpProvider } from '#tests/support/providers'
import type { Provider } from '#identity/providers/provider'

/** An issuer that says what a test has it say, set up as a provider; with how to be rid of both, for `group.each.setup`. */
export async function startLyingIssuer(): Promise<{ issuer: LyingProvider; provider: Provider; end: () => Promise<void> }> {
  await forgetCounts()
  const issuer = new LyingProvider()
  await issuer.start()
  const restore = allowOutbound(issuer.issuer)
  const provider = await setUpProvider({ kind: 'oidc', issuer: issuer.issuer, client_id: 'rialto' })
  const end = async () => {
    restore()
    issuer.stop()
    await forgetProviders()
  }
  return { issuer, provider, end }
}
