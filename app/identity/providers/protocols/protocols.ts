import { inject } from '@adonisjs/core'
import { Github } from '#identity/providers/protocols/github'
import { Oidc } from '#identity/providers/protocols/oidc'
import { Vk } from '#identity/providers/protocols/vk'
import { Yandex } from '#identity/providers/protocols/yandex'
import type { ProviderKind } from '#identity/providers/kinds'
import type { Protocol } from '#identity/providers/protocols/protocol'

/** How each kind of provider is talked to. */
@inject()
export class Protocols {
  readonly #byKind: Record<ProviderKind, Protocol>

  constructor(oidc: Oidc, github: Github, vk: Vk, yandex: Yandex) {
    this.#byKind = { oidc, google: oidc, github, vk, yandex }
  }

  of(kind: ProviderKind): Protocol {
    return this.#byKind[kind]
  }
}
