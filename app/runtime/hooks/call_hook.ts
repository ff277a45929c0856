import app from '@adonisjs/core/services/app'
import { HookCaller, type HookAnswer, type HookCall } from '#runtime/hooks/hook_caller'
import type { Hook } from '#runtime/hooks/define_hook'

/** `HookCaller.call` for code that has no constructor to inject into. */
export async function callHook<Input, Output>(hook: Hook<Input, Output>, call: HookCall<Input>): Promise<HookAnswer<Output>[]> {
  const caller = await app.container.make(HookCaller)
  return caller.call(hook, call)
}
