import { Json, JsonKind } from "./json";
import { parseJson } from "./json_parser";
import { JsonWriter } from "./json_writer";
import { answerLength, answerRead } from "./requests";

/** Why the platform did not do what was asked: a code to decide by and words for the log. */
export class Refusal {
  constructor(public code: string, public message: string) {}
}

let refusal: Refusal | null = null;

/** Why the last request was refused; null when it was answered. */
export function lastRefusal(): Refusal | null {
  return refusal;
}

/** The code of the last refusal, such as `quota_exceeded`; empty when the last request was answered. */
export function lastRefusalCode(): string {
  const last = refusal;
  return last === null ? "" : last.code;
}

/** A request as the platform reads it. */
export function requestBytes(request: JsonWriter): ArrayBuffer {
  return String.UTF8.encode(request.toString());
}

/** Fetches the answer in one step. After a refusal it is null, and `lastRefusal` says why. */
export function answer(status: i32): Json {
  const length = answerLength();
  const buffer = new ArrayBuffer(length);
  answerRead(changetype<usize>(buffer), 0, length);
  const json = parseJson(String.UTF8.decode(buffer));
  if (status >= 0) {
    refusal = null;
    return json;
  }
  refusal = new Refusal(json.get("code").asText(), json.get("message").asText());
  return new Json(JsonKind.Null);
}
