import type { ContainerResolver } from '@adonisjs/core/container'
import type { ContainerBindings } from '@adonisjs/core/types'
import { PluginSecrets } from '#runtime/host_calls/secrets/plugin_secrets'
import { digestFunctions } from '#runtime/host_calls/crypto/digest_functions'
import { verifySignature } from '#runtime/host_calls/crypto/verify_signature'
import { EmitEvent } from '#runtime/host_calls/events/emit_event'
import { HttpFetch } from '#runtime/host_calls/http/http_fetch'
import { kvFunctions } from '#runtime/host_calls/kv/kv_functions'
import { KvStore } from '#runtime/host_calls/kv/kv_store'
import { queryData } from '#runtime/host_calls/queries/query_data'
import type { HostFunction } from '#runtime/host_calls/host_call_context'

/** All that plugins may ask the platform for, beside `now`. */
export async function makeHostFunctions(container: Pick<ContainerResolver<ContainerBindings>, 'make'>): Promise<HostFunction[]> {
  const secrets = await container.make(PluginSecrets)
  return [
    ...kvFunctions(await container.make(KvStore)),
    ...digestFunctions(secrets),
    verifySignature(secrets),
    queryData as HostFunction,
    (await container.make(HttpFetch)) as HostFunction,
    (await container.make(EmitEvent)) as HostFunction,
  ]
}
