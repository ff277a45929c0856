import { text } from 'node:stream/consumers'

type Prompt = { secure(question: string): Promise<string> }

/** From a pipe where there is one, else asked for without echo. */
export async function readPassword(prompt: Prompt): Promise<string> {
  if (process.stdin.isTTY) return prompt.secure('Password')
  return (await text(process.stdin)).replace(/\r?\n$/, '')
}
