import {
  emit,
  fetch,
  hash,
  hmac,
  hmacBySecret,
  input,
  Json,
  JsonWriter,
  kvDelete,
  kvGet,
  kvIncrement,
  kvList,
  kvSet,
  kvSetText,
  lastRefusal,
  lastRefusalCode,
  now,
  output,
  query,
  randomBytes,
  Request,
  settings,
  toBase64,
  verifySignatureBySecret,
} from "../../../../../plugins/sdk/assembly";

/** Does what the input says under `do`, and answers what came of it. */
export function discount_v1(): i32 {
  const given = input();
  const writer = new JsonWriter().object();
  const what = given.get("do").asText();
  if (what == "kv") values(writer);
  if (what == "http") call(writer, given);
  if (what == "crypto") digests(writer, given.get("text").asText());
  if (what == "events") events(writer);
  if (what == "data") data(writer);
  if (what == "get") writer.key("value").text(kvGet("greeting").asText());
  if (what == "nothing") writer.key("value").null();
  output(writer.key("refusal").text(lastRefusalCode()).endObject().toString());
  return 0;
}

function values(writer: JsonWriter): void {
  writer.key("set").boolean(kvSet("greeting", new JsonWriter().object().key("text").text("Привет, 世界 😀").endObject()));
  writer.key("got").text(kvGet("greeting").get("text").asText());
  kvSetText("text", "plain", 60);
  kvIncrement("count", 41, 60);
  writer.key("count").integer(kvIncrement("count"));
  const page = kvList("", "", 2);
  writer.key("first").text(page.get("items").at(0).get("key").asText()).key("next").text(page.get("next").asText());
  writer.key("deleted").boolean(kvDelete("greeting"));
  writer.key("gone").boolean(kvGet("greeting").isNull);
  const isRefused = !kvSetText("", "no key");
  const refusal = lastRefusal();
  writer.key("told").text(isRefused && refusal !== null ? refusal.message : "");
  kvGet("text");
}

function call(writer: JsonWriter, given: Json): void {
  const request = new Request("POST", settings().get("endpoint").asText() + given.get("path").asText());
  request.header("authorization", "Bearer {{secret:api_key}}").timeout(15000);
  const response = fetch(request.json(new JsonWriter().object().key("привет").text("{{secret:api_key}}").endObject()));
  writer.key("status").integer(response.status).key("is_ok").boolean(response.isOk);
  writer.key("type").text(response.header("content-type")).key("text").text(response.text);
  writer.key("bytes").text(toBase64(response.bytes));
}

function digests(writer: JsonWriter, text: string): void {
  writer.key("hash").text(hash("sha256", text)).key("hmac").text(hmac("sha1", "key", text, "base64"));
  const signature = hmacBySecret("sha256", "api_key", text, "base64url");
  writer.key("valid").boolean(verifySignatureBySecret("api_key", text, signature));
  writer.key("invalid").boolean(verifySignatureBySecret("api_key", text + "!", signature));
  writer.key("random").integer(randomBytes(33).length).key("now").integer(now());
}

function events(writer: JsonWriter): void {
  writer.key("emitted").boolean(emit("thing_done", new JsonWriter().object().key("what").text("дело").endObject()));
  writer.key("unknown").boolean(emit("another", new JsonWriter().object().endObject()));
}

function data(writer: JsonWriter): void {
  const page = query("products.list");
  writer.key("length").integer(page.length).key("title").text(page.at(0).get("title").asText());
  query("stock.by_sku", new JsonWriter().object().key("sku").text("x").endObject());
}
