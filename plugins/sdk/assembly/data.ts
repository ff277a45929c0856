import { answer, requestBytes } from "./ask";
import { Json } from "./json";
import { JsonWriter } from "./json_writer";
import { hostQueryData } from "./requests";

/** One page of rows. */
export class Page {
  constructor(private answer: Json) {}

  get length(): i32 {
    return this.answer.get("rows").length;
  }

  at(index: i32): Json {
    return this.answer.get("rows").at(index);
  }

  get isRefused(): bool {
    return this.answer.isNull;
  }

  /** Where the next page begins; empty after the last. */
  get next(): string {
    return this.answer.get("next").asText();
  }
}

/** Asks a named query, such as `stock.low`, of the tenant's data. `params` is an object. Needs the query's `data.*`. */
export function query(name: string, params: JsonWriter = new JsonWriter().object().endObject(), after: string = ""): Page {
  const writer = new JsonWriter().object().key("name").text(name).key("params").json(params.toString());
  if (after.length > 0) writer.key("after").text(after);
  const request = requestBytes(writer.endObject());
  return new Page(answer(hostQueryData(changetype<usize>(request), request.byteLength)));
}
