import { answer, requestBytes } from "./ask";
import { JsonWriter } from "./json_writer";
import { hostEmitEvent } from "./requests";

/** Tells the platform an event that the manifest names in `emits`; `payload` is an object. False when refused. Needs `events`. */
export function emit(name: string, payload: JsonWriter): bool {
  const request = requestBytes(new JsonWriter().object().key("name").text(name).key("payload").json(payload.toString()).endObject());
  const status = hostEmitEvent(changetype<usize>(request), request.byteLength);
  answer(status);
  return status >= 0;
}
