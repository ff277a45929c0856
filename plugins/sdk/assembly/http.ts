import { answer, requestBytes } from "./ask";
import { fromBase64, toBase64 } from "./base64";
import { Json } from "./json";
import { JsonWriter } from "./json_writer";
import { hostHttpFetch } from "./requests";

/** A request to a granted host. Values of headers, the query and text bodies may say `{{secret:name}}`: the platform fills it in. */
export class Request {
  private names: string[] = [];
  private values: string[] = [];
  private text: string | null = null;
  private bytes: Uint8Array | null = null;
  private timeoutMs: i32 = 0;

  constructor(public method: string, public url: string) {}

  header(name: string, value: string): Request {
    this.names.push(name);
    this.values.push(value);
    return this;
  }

  body(text: string): Request {
    this.text = text;
    return this;
  }

  /** A JSON body with its content type. */
  json(value: JsonWriter): Request {
    return this.header("content-type", "application/json").body(value.toString());
  }

  bodyBytes(bytes: Uint8Array): Request {
    this.bytes = bytes;
    return this;
  }

  /** How long to wait, milliseconds; never longer than the run may take. */
  timeout(ms: i32): Request {
    this.timeoutMs = ms;
    return this;
  }

  toJson(): JsonWriter {
    const writer = new JsonWriter().object().key("method").text(this.method).key("url").text(this.url);
    writer.key("headers").object();
    for (let i = 0; i < this.names.length; i++) writer.key(this.names[i]).text(this.values[i]);
    writer.endObject();
    const text = this.text;
    const bytes = this.bytes;
    if (text !== null) writer.key("body").text(text);
    if (bytes !== null) writer.key("body_base64").text(toBase64(bytes));
    if (this.timeoutMs > 0) writer.key("timeout_ms").integer(this.timeoutMs);
    return writer.endObject();
  }
}

/** What the other side said. Refused requests have status 0, and `lastRefusal` says why. */
export class Response {
  constructor(private answer: Json) {}

  get status(): i32 {
    return <i32>this.answer.get("status").asInteger();
  }

  get isRefused(): bool {
    return this.answer.isNull;
  }

  /** Between 200 and 299. */
  get isOk(): bool {
    return this.status >= 200 && this.status < 300;
  }

  /** A header by its name in lower case; empty when there is none. */
  header(name: string): string {
    return this.answer.get("headers").get(name).asText();
  }

  /** The body as text; empty when it is no UTF-8. */
  get text(): string {
    return this.answer.get("body").asText();
  }

  /** The body as bytes, whatever it is. */
  get bytes(): Uint8Array {
    if (this.answer.has("body_base64")) return fromBase64(this.answer.get("body_base64").asText());
    return Uint8Array.wrap(String.UTF8.encode(this.text));
  }
}

/** Calls a granted host and waits for the answer. Redirects are not followed. Needs `http`. */
export function fetch(request: Request): Response {
  const bytes = requestBytes(request.toJson());
  return new Response(answer(hostHttpFetch(changetype<usize>(bytes), bytes.byteLength)));
}
