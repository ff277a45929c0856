import { AsyncLocalStorage } from 'node:async_hooks'

const storage = new AsyncLocalStorage<number>()

/** An event caused by events caused by events: from here on plugins may not emit any more, whatever they are told. */
export const MAX_EVENT_DEPTH = 4

/** How deep the event is that a plugin is being told of; 0 outside of `event@1`. What it emits is one deeper. */
export const eventDepth = (): number => storage.getStore() ?? 0

/** Runs `work` as caused by an event of this depth. */
export const atEventDepth = <Result>(depth: number, work: () => Result): Result => storage.run(depth, work)
