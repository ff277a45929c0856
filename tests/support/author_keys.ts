import { randomBytes } from 'node:crypto'
import { signingKeyFrom } from '#registry/signing/ed25519'
import { apiToken } from '#tests/support/users'
import type { ApiClient } from '@japa/api-client'
import type User from '#identity/models/user'

export const KEYS_PATH = '/api/v1/users/me/public-keys'

/** A key whose private half only the test has. */
export const newAuthorKey = () => signingKeyFrom(randomBytes(32))

/** What the API wants to know of a new key of `user`. */
export async function keyBody(client: ApiClient, user: User, key = newAuthorKey()) {
  const asked = await client.get(`${KEYS_PATH}/challenge`).bearerToken(await apiToken(user))
  const { challenge } = asked.body() as { challenge: string }
  return { name: 'Laptop', public_key: key.publicKey, challenge, proof: key.sign(challenge) }
}

/** Adds `key` to the keys of `user`; answers its id. */
export async function addAuthorKey(client: ApiClient, user: User, key = newAuthorKey()): Promise<string> {
  const added = await client
    .post(KEYS_PATH)
    .bearerToken(await apiToken(user))
    .json(await keyBody(client, user, key))
  added.assertStatus(201)
  return added.body().id
}
