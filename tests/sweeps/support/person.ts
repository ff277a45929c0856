import { PASSWORD, type TestUser } from '#tests/support/users'
import { Visitor } from '#tests/support/visitor'
import { send, type Reply, type Sent } from './send.js'

/** Somebody signed in by browser who also sends what no browser would. */
export class Person {
  private constructor(
    private readonly visitor: Visitor,
    readonly csrf: string
  ) {}

  static async signedIn({ user }: Pick<TestUser, 'user'>): Promise<Person> {
    const visitor = new Visitor()
    const answer = await visitor.signIn(user.email, PASSWORD)
    if (answer.status !== 302) throw new Error(`Sign-in answered ${answer.status}`)
    const { text } = await visitor.open('/account/profile')
    return new Person(visitor, /name=["']_csrf["'] value=["']([^"']+)["']/.exec(text)?.[1] ?? '')
  }

  send(request: Sent): Promise<Reply> {
    return send({ ...request, headers: { ...this.headers(), ...request.headers } })
  }

  open(path: string): Promise<Reply> {
    return this.send({ method: 'GET', path })
  }

  /** A form with its token, urlencoded; `fields` as they stand in the body. */
  submit(path: string, fields: string): Promise<Reply> {
    const body = `_csrf=${encodeURIComponent(this.csrf)}&${fields}`
    return this.send({ method: 'POST', path, body, headers: { 'content-type': 'application/x-www-form-urlencoded' } })
  }

  private headers(): Record<string, string> {
    return { accept: 'text/html', cookie: [...this.visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
  }
}
