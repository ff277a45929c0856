import { Readable } from 'node:stream'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from '@20minutes/s3rver'
import drive from '@adonisjs/drive/services/main'
import env from '#start/env'
import { test } from '@japa/runner'
import { newId } from '#core/ids'

const bytes = (length: number) => Uint8Array.from({ length }, (_, at) => at % 251)

/** An S3 server of the environment's address, as config/drive.ts reads it. */
async function startS3() {
  const { port, hostname } = new URL(env.get('S3_ENDPOINT')!)
  const directory = await mkdtemp(join(tmpdir(), 'rialto-s3-'))
  const server = new S3rver({
    address: hostname,
    port: Number(port),
    silent: true,
    directory,
    allowMismatchedSignatures: true,
    configureBuckets: [{ name: env.get('S3_BUCKET')!, configs: [] }],
  })
  await server.run()
  return async () => {
    await server.close()
    await rm(directory, { recursive: true, force: true })
  }
}

for (const name of ['fs', 's3'] as const) {
  test.group(`Files on ${name}`, (group) => {
    if (name === 's3') group.setup(startS3)
    const disk = () => drive.use(name)
    const key = () => `contract/${newId()}`

    test('what was put is what is got, bytes and stream alike', async ({ assert }) => {
      const [first, second] = [key(), key()]
      await disk().put(first, bytes(100_000))
      await disk().putStream(second, Readable.from([Buffer.from(bytes(50_000)), Buffer.from(bytes(50_000))]))
      assert.deepEqual(new Uint8Array(await disk().getBytes(first)), bytes(100_000))
      assert.lengthOf(new Uint8Array(await disk().getBytes(second)), 100_000)
      assert.equal((await disk().getMetaData(first)).contentLength, 100_000)
    })

    test('a second put of the same content changes nothing', async ({ assert }) => {
      const at = key()
      await Promise.all([disk().put(at, 'same'), disk().put(at, 'same')])
      assert.equal(await disk().get(at), 'same')
    })

    test('a missing file is an error to get and no error to delete', async ({ assert }) => {
      const at = key()
      assert.isFalse(await disk().exists(at))
      await assert.rejects(() => disk().get(at))
      await disk().delete(at)
      await disk().put(at, 'x')
      assert.isTrue(await disk().exists(at))
      await disk().delete(at)
      assert.isFalse(await disk().exists(at))
    })

    test('a file is given out by a signed address for a while, and not without the signature', async ({ assert }) => {
      const at = key()
      await disk().put(at, 'secret')
      const signed = await disk().getSignedUrl(at, { expiresIn: '5 mins' })
      const answer = await fetch(signed)
      assert.equal(answer.status, 200)
      assert.equal(await answer.text(), 'secret')
      const expired = await disk().getSignedUrl(at, { expiresIn: -60 })
      const late = await fetch(expired)
      assert.isAtLeast(late.status, 400)
    })

    test('keys that leave the folder are refused', async ({ assert }) => {
      for (const bad of ['../outside', 'a/../../outside', '']) await assert.rejects(() => disk().put(bad, 'x'))
    })
  })
}
