import {
  emit, fail, fetch, hash, hmac, input, inputText, JsonWriter, kvDelete, kvGet, kvIncrement, kvList, kvSetText, lastRefusal, log,
  LogLevel, now, output, query, randomBytes, Request, settings, verifySignatureBySecret,
} from "../../../../../plugins/sdk/assembly";
import { settingsLength, settingsRead } from "../../../../../plugins/sdk/assembly/host";

/** What the conformance suite has every engine do; `plugin.ts` beside it does the same. */
let counter = 0;

export function echo_v1(): i32 {
  output(inputText());
  return 0;
}

export function large_v1(): i32 {
  output('"' + "x".repeat(<i32>input().get("size").asInteger()) + '"');
  return 0;
}

export function settings_v1(): i32 {
  const length = settingsLength();
  const buffer = new ArrayBuffer(length);
  settingsRead(changetype<usize>(buffer), 0, length);
  output(length === 0 ? "{}" : String.UTF8.decode(buffer));
  return 0;
}

export function log_v1(): i32 {
  const given = input();
  const times = <i32>given.get("times").asInteger();
  for (let i = 0; i < times; i++) log(given.get("text").asText(), LogLevel.Warn);
  output("{}");
  return 0;
}

export function fail_v1(): i32 {
  fail(input().get("text").asText());
  return 0;
}

export function crash_v1(): i32 {
  throw new Error("boom");
}

export function count_v1(): i32 {
  counter++;
  output('{"counter":' + counter.toString() + "}");
  return 0;
}

export function spin_v1(): i32 {
  while (true) counter++;
}

export function hoard_v1(): i32 {
  while (true) counter += <i32>changetype<usize>(new ArrayBuffer(100_000));
}

function dive(depth: i32): i32 {
  return depth == i32.MIN_VALUE ? 0 : dive(depth + 1) * 31 + dive(depth + 2);
}

export function dive_v1(): i32 {
  output(dive(0).toString());
  return 0;
}

export function ask_v1(): i32 {
  const times = <i32>input().get("times").asInteger();
  let value = "null";
  for (let i = 0; i < times; i++) value = '"' + kvGet("key " + i.toString()).asText() + '"';
  output('{"value":' + value + "}");
  return 0;
}

export function refused_v1(): i32 {
  kvGet("secret");
  const refusal = lastRefusal();
  if (refusal === null) return 0;
  output(new JsonWriter().object().key("code").text(refusal.code).key("message").text(refusal.message).endObject().toString());
  return 0;
}

export function clock_v1(): i32 {
  output('{"now":' + now().toString() + "}");
  return 0;
}

export function every_v1(): i32 {
  kvSetText("greeting", "Привет 🎈", 60);
  const response = fetch(new Request("POST", "https://api.example.com/x").header("accept", "text/plain").body("ping"));
  emit("thing_done", new JsonWriter().object().key("what").text("дело").endObject());
  const writer = new JsonWriter().object();
  writer.key("got").text(kvGet("greeting").asText());
  writer.key("count").integer(kvIncrement("count", 41));
  writer.key("first").text(kvList("g", "", 2).get("items").at(0).get("key").asText());
  writer.key("deleted").boolean(kvDelete("greeting"));
  writer.key("hash").text(hash("sha256", "text"));
  writer.key("hmac").text(hmac("sha1", "key", "text", "base64"));
  writer.key("valid").boolean(verifySignatureBySecret("api_key", "text", "c2ln"));
  writer.key("random").integer(randomBytes(3).length);
  writer.key("status").integer(response.status).key("body").text(response.text);
  writer.key("sku").text(query("products").at(0).get("sku").asText());
  output(writer.endObject().toString());
  return 0;
}
