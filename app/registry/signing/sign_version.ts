import { sqlRows, sqlRun } from '#core/database/sql'
import { platformKey, type SignatureKind } from '#registry/signing/platform_keys'
import { signedStatement, type SignedFacts } from '#registry/signing/signed_statement'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** Signs a version with the platform's own key, as its author or as the registry. Signing twice changes nothing. */
export async function signVersion(trx: TransactionClientContract, versionId: string, kind: SignatureKind): Promise<void> {
  const [facts] = await sqlRows<SignedFacts>(
    trx,
    `select p.name, v.version, v.artifact_digest as sha256
       from plugin_versions v join plugins p on p.id = v.plugin_id where v.id = ?`,
    [versionId]
  )
  const key = await platformKey(trx, kind)
  await sqlRun(trx, 'insert into version_signatures (version_id, key_id, kind, signature) values (?, ?, ?, ?) on conflict do nothing', [
    versionId,
    key.id,
    kind,
    key.sign(signedStatement(facts)),
  ])
}
