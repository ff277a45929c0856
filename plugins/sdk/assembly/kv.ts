import { answer, requestBytes } from "./ask";
import { Json } from "./json";
import { JsonWriter } from "./json_writer";
import { hostKvDelete, hostKvGet, hostKvIncrement, hostKvList, hostKvSet } from "./requests";

/** A value that this installation keeps; null when there is none, or it was refused. Needs `kv`, as all below. */
export function kvGet(key: string): Json {
  const request = requestBytes(new JsonWriter().object().key("key").text(key).endObject());
  return answer(hostKvGet(changetype<usize>(request), request.byteLength)).get("value");
}

/** Keeps a value, for ever or for so many seconds. False when it was refused: `lastRefusal` names the limit. */
export function kvSet(key: string, value: JsonWriter, ttlSeconds: i32 = 0): bool {
  const writer = new JsonWriter().object().key("key").text(key).key("value").json(value.toString());
  const request = requestBytes(withTtl(writer, ttlSeconds).endObject());
  const status = hostKvSet(changetype<usize>(request), request.byteLength);
  answer(status);
  return status >= 0;
}

/** Keeps a text. */
export function kvSetText(key: string, value: string, ttlSeconds: i32 = 0): bool {
  return kvSet(key, new JsonWriter().text(value), ttlSeconds);
}

/** Whether there was something to forget. */
export function kvDelete(key: string): bool {
  const request = requestBytes(new JsonWriter().object().key("key").text(key).endObject());
  return answer(hostKvDelete(changetype<usize>(request), request.byteLength)).get("deleted").asBoolean();
}

/** Adds to a whole number that may not be there yet; several at once lose nothing. The expiry counts from the first. `fallback` when it was refused. */
export function kvIncrement(key: string, by: i64 = 1, ttlSeconds: i32 = 0, fallback: i64 = 0): i64 {
  const writer = new JsonWriter().object().key("key").text(key).key("by").integer(by);
  const request = requestBytes(withTtl(writer, ttlSeconds).endObject());
  return answer(hostKvIncrement(changetype<usize>(request), request.byteLength)).get("value").asInteger(fallback);
}

/** A page of what this installation keeps: a list of `{ key, value }` under `items`, and under `next` where the next page begins, or null. */
export function kvList(prefix: string = "", after: string = "", limit: i32 = 100): Json {
  const writer = new JsonWriter().object().key("prefix").text(prefix).key("after").text(after).key("limit").integer(limit);
  const request = requestBytes(writer.endObject());
  return answer(hostKvList(changetype<usize>(request), request.byteLength));
}

function withTtl(writer: JsonWriter, seconds: i32): JsonWriter {
  return seconds > 0 ? writer.key("ttl_seconds").integer(seconds) : writer;
}
