import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { forgetCounts } from '#tests/support/forget_counts'
import { packed, pdf, picture, upload } from '#tests/support/documents'
import { apiToken, createUser } from '#tests/support/users'
import { VERIFICATION, DETAILS, filesOf, send } from '#tests/support/verifications'

const OBJECTS = '/Type /ObjStm /N 1 /First 4'
const HIDDEN = '3 0 << /S /JavaScript >>'

test.group('Documents', (group) => {
  group.each.setup(forgetCounts)

  test('what is refused leaves no file and no row; what is good has both', async ({ assert }) => {
    const { user, tenant } = await createUser({ tenant: { role: 'owner' } })
    const token = await apiToken(user)
    await send('PUT', VERIFICATION, { token, body: DETAILS })
    const png = await picture('png')
    const refused: Record<string, FormData> = {
      'a page of the web': upload('other', Buffer.from('<html><script>alert(1)</script></html>'), 'a.pdf'),
      'a drawing that runs': upload('other', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>'), 'a.svg'),
      'half a picture': upload('other', png.subarray(0, 60), 'a.png'),
      'a script': upload('other', pdf('3 0 obj << /S /JavaScript /JS (app.alert) >> endobj'), 'a.pdf'),
      'a script spelled with numbers': upload('other', pdf('3 0 obj << /S /Java#53cript >> endobj'), 'a.pdf'),
      'a program to start': upload('other', pdf('3 0 obj << /S /Launch /F (cmd.exe) >> endobj'), 'a.pdf'),
      'a file inside': upload('other', pdf('3 0 obj << /Type /EmbeddedFile >> endobj'), 'a.pdf'),
      'a script in a packed object': upload('other', pdf(packed('3 0 << /S /JavaScript >>')), 'a.pdf'),
      'a packed object nobody can open': upload('other', pdf(packed('x', '/Type /ObjStm /Filter /LZWDecode')), 'a.pdf'),
      'a packed object packed twice': upload('other', pdf(packed('3', `${OBJECTS} /Filter [/FlateDecode /ASCIIHexDecode]`)), 'a.pdf'),
      'a packed object with a decoy behind its type': upload(
        'other',
        pdf(packed(HIDDEN, `${OBJECTS} /Filter /FlateDecode /Note (obj)`)),
        'a.pdf'
      ),
      'a packed object with a long dictionary': upload(
        'other',
        pdf(packed(HIDDEN, `${OBJECTS} /Filter /FlateDecode /Note (${'x'.repeat(9000)})`)),
        'a.pdf'
      ),
      'a packed object that does not say so': upload('other', pdf(packed(HIDDEN, '/N 1 /First 4 /Filter /FlateDecode')), 'a.pdf'),
      'a packed object of two minds': upload(
        'other',
        pdf(packed('3', `${OBJECTS} /Filter [/ASCIIHexDecode] /Filter /FlateDecode`)),
        'a.pdf'
      ),
      'a packed object in a string that is none': upload(
        'other',
        pdf(packed(HIDDEN, `/Note (\\) /Type /ObjStm /N 1 /First 4 ( ) /Filter /FlateDecode`)),
        'a.pdf'
      ),
      'a locked file': upload('other', pdf('trailer << /Encrypt 5 0 R >>'), 'a.pdf'),
      'a PDF cut short': upload('other', pdf().subarray(0, 40), 'a.pdf'),
      'nothing': upload('other', Buffer.alloc(0), 'a.pdf'),
      'more than is taken': upload('other', Buffer.concat([pdf(), Buffer.alloc(5 * 1024 * 1024 + 1)]), 'a.pdf'),
      'no known kind': upload('selfie', png, 'a.png'),
    }
    for (const [what, body] of Object.entries(refused)) {
      const { status } = await send('POST', `${VERIFICATION}/documents`, { token, body })
      assert.include([413, 422], status, what)
    }
    assert.equal((await send('POST', `${VERIFICATION}/documents`, { token, body: { kind: 'other' } })).status, 422)
    assert.equal(await filesOf(tenant.id), 0)
    assert.lengthOf(await db.from('verification_documents').where('tenant_id', tenant.id), 0)

    const taken = await send('POST', `${VERIFICATION}/documents`, {
      token,
      body: upload('other', pdf(packed('3 0 << /Type /Page >>')), 'a.pdf'),
    })
    assert.equal(taken.status, 201)
    assert.equal(
      (await send('POST', `${VERIFICATION}/documents`, { token, body: upload('other', pdf(packed('3 0 << /Type /Page >>')), 'b.pdf') }))
        .status,
      422
    )
    assert.equal(await filesOf(tenant.id), 1)
    assert.equal((await send('DELETE', `${VERIFICATION}/documents/${taken.json.id}`, { token })).status, 204)
    assert.equal(await filesOf(tenant.id), 0)
  })

  test('pictures are drawn anew: what hides in them is gone; a name cannot climb', async ({ assert }) => {
    const { user } = await createUser({ tenant: { role: 'owner' } })
    const token = await apiToken(user)
    await send('PUT', VERIFICATION, { token, body: DETAILS })
    for (const format of ['jpeg', 'png', 'webp'] as const) {
      const bytes = Buffer.concat([await picture(format, { exif: 'where I live' }), Buffer.from('<script>')])
      const { status, json } = await send('POST', `${VERIFICATION}/documents`, {
        token,
        body: upload('other', bytes, '../../etc/"pass\nword.jpg'),
      })
      assert.equal(status, 201, format)
      assert.notMatch(json.name, /[/\\"\n]/)
      const kept = await send('GET', `${VERIFICATION}/documents/${json.id}`, { token })
      assert.equal(kept.headers.get('content-type'), `image/${format}`)
      assert.isFalse(kept.bytes.includes('where I live'))
      assert.isFalse(kept.bytes.includes('<script>'))
    }
  })
})
