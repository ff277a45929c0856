import { Ajv2020 } from 'ajv/dist/2020.js'
import { randomUUID } from 'node:crypto'
import router from '@adonisjs/core/services/router'
import { test } from '@japa/runner'
import { listOperations } from '#core/http/openapi/operation'
import { openApiDocument, openApiPath, type OpenApiOperation } from '#core/http/openapi/document'
import { forgetCounts } from '#tests/support/forget_counts'
import { pdf, picture } from '#tests/support/documents'
import { apiToken, createUser } from '#tests/support/users'
import { DETAILS, VERIFICATION, send } from '#tests/support/verifications'
import { PLATFORM_ROLES, TENANT_ROLES } from '#core/rights'
import type { ApiClient } from '@japa/api-client'

type Found = { path: string; method: string; operation: OpenApiOperation }

const operations = (): Found[] =>
  Object.entries(openApiDocument().paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation }))
  )

const call = (client: ApiClient, { path, method }: Found) => {
  const url = path.replace(/\{\w+\}/g, () => randomUUID())
  const request = client.request(url, method.toUpperCase()).header('accept', 'application/json')
  return method === 'get' ? request : request.json({})
}

test.group('The OpenAPI document', (group) => {
  group.each.setup(forgetCounts)

  test('describes every route of /api/v1 and no other', ({ assert }) => {
    const routes = Object.values(router.toJSON())
      .flat()
      .filter(({ pattern }) => pattern.startsWith('/api/v1'))
      .flatMap(({ pattern, methods }) => methods.filter((method) => method !== 'HEAD').map((method) => `${method} ${openApiPath(pattern)}`))
    const described = operations().map(({ path, method }) => `${method.toUpperCase()} ${path}`)
    const ofApi = described.filter((line) => line.includes(' /api/v1'))

    assert.isNotEmpty(routes)
    assert.deepEqual([...new Set(ofApi)].sort(), [...new Set(routes)].sort())
    assert.lengthOf(described, listOperations().length)
  })

  test('gives each operation an id of its own and roles that exist', ({ assert }) => {
    const known = new Set<string>([
      ...PLATFORM_ROLES,
      ...TENANT_ROLES.map((role) => `tenant:${role}`),
      'public',
      'authenticated',
      'service',
    ])
    const ids = operations().map(({ operation }) => operation.operationId)

    assert.lengthOf(new Set(ids), ids.length)
    for (const { operation } of operations()) {
      assert.match(operation.operationId, /^[a-z][a-zA-Z0-9]+$/)
      assert.isNotEmpty(operation['x-roles'])
      assert.isTrue(
        operation['x-roles'].every((role) => known.has(role)),
        operation.operationId
      )
    }
  })

  test('has schemas a validator can compile', ({ assert }) => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    const { components } = openApiDocument()
    for (const { operation } of operations()) {
      const schemas = Object.values(operation.responses).flatMap(({ content }) => Object.values(content ?? {}).map(({ schema }) => schema))
      for (const schema of schemas) assert.doesNotThrow(() => void ajv.compile({ ...schema, components }))
    }
  })

  test('is kept: every operation answers a guest with a declared status and shape', async ({ client, assert }) => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    const { components } = openApiDocument()
    for (const found of operations()) {
      const { operationId, responses } = found.operation
      const answer = await call(client, found).redirects(0)
      const status = answer.status()
      const declared = responses[status]

      assert.isBelow(status, 500, `${operationId} answered ${status}`)
      assert.exists(declared, `${operationId} answers ${status}, which it does not declare`)
      const schema = Object.values(declared.content ?? {}).at(0)?.schema
      if (!schema) continue
      const validate = ajv.compile({ ...schema, components })
      assert.isTrue(validate(answer.body()), `${operationId} ${status}: ${ajv.errorsText(validate.errors)}`)
    }
  })

  test('is kept: nobody gets past an operation that needs a token without one', async ({ client, assert }) => {
    for (const found of operations()) {
      if (found.operation['x-roles'].includes('public')) continue
      const answer = await call(client, found)
      assert.equal(answer.status(), 401, found.operation.operationId)
    }
  })

  test('names what an upload consists of, and it is taken so; JSON in its place is not', async ({ assert }) => {
    const { requestBody, responses } = operations().find(({ operation }) => operation.operationId === 'addVerificationDocument')!.operation
    const [[mediaType, { schema, encoding }]] = Object.entries(requestBody!.content)
    assert.equal(mediaType, 'multipart/form-data')
    const { properties, required } = schema as { properties: Record<string, { format?: string; enum?: string[] }>; required: string[] }
    assert.sameMembers(required, ['kind', 'file'])
    assert.equal(properties.file.format, 'binary')
    assert.containsSubset(responses, { 201: {}, 413: {}, 422: {} })

    const { user } = await createUser({ tenant: { role: 'owner' } })
    const token = await apiToken(user)
    await send('PUT', VERIFICATION, { token, body: DETAILS })
    const path = `${VERIFICATION}/documents`
    const types = encoding!.file.contentType.split(', ')
    for (const [at, type] of types.entries()) {
      const bytes = type === 'application/pdf' ? pdf() : await picture(type.replace('image/', '') as 'png')
      const form = new FormData()
      form.set('kind', properties.kind.enum![at])
      form.set('file', new Blob([new Uint8Array(bytes)], { type }), 'paper')
      const { status, json } = await send('POST', path, { token, body: form })
      assert.equal(status, 201, type)
      assert.equal(json.media_type, type)
    }
    assert.equal((await send('POST', path, { token, body: { kind: 'other', file: 'bytes' } })).status, 422)
    const download = operations().find(({ operation }) => operation.operationId === 'getVerificationDocument')!.operation
    assert.deepEqual(Object.keys(download.responses[200].content!), ['application/octet-stream'])
    const module = operations().find(({ operation }) => operation.operationId === 'uploadPluginModule')!.operation
    assert.deepInclude(module.requestBody!.content['application/wasm'].schema, { type: 'string', format: 'binary' })
  })

  test('is served with an ETag; the page shows every operation without scripts of its own', async ({ client, assert }) => {
    const served = await client.get('/openapi.json')
    served.assertStatus(200)
    assert.equal(served.body().openapi, '3.1.0')
    const again = await client.get('/openapi.json').header('If-None-Match', served.header('etag')!)
    again.assertStatus(304)

    const page = await client.get('/docs').header('accept', 'text/html')
    page.assertStatus(200)
    for (const { operation } of operations()) assert.include(page.text(), `id="${operation.operationId}"`)
    assert.notMatch(page.text(), /<script(?![^>]*src="\/)/)
    assert.notInclude(page.text(), 'style=')
  })
})
