import { test } from '@japa/runner'
import { createUser } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'

const details = (html: string) => [...html.matchAll(/r-part-detail">([^<]*)</g)].map(([, text]) => text.trim()).filter(Boolean)

async function openAs(locale: 'en' | 'ru') {
  const { user, password } = await createUser({ platform: ['admin'] })
  const visitor = new Visitor({ 'accept-language': locale })
  await visitor.signIn(user.email, password)
  return (await visitor.open('/operator')).text
}

test.group('How the parts are', () => {
  test('is said in the operator’s language, every part of it', async ({ assert }) => {
    const [english, russian] = [details(await openAs('en')), details(await openAs('ru'))]
    assert.isTrue(english.some((text) => /GiB free/.test(text)))
    assert.isTrue(russian.some((text) => /свободно \d+ ГиБ/.test(text)))
    assert.isTrue(russian.some((text) => /не выполнено: \d+/.test(text)))
    assert.isEmpty(russian.filter((text) => /waiting|behind|free|failed|calls|threads|missing|core\.|runtime\./.test(text)))
  })
})
