import { input, Json, JsonKind, JsonWriter, output, toBase64 } from "../../../../../plugins/sdk/assembly";

/** What the parser read, as the writer writes it. */
export function event_v1(): i32 {
  const writer = new JsonWriter();
  write(input(), writer);
  output(writer.toString());
  return 0;
}

/** The base64 of a text. */
export function discount_v1(): i32 {
  const bytes = Uint8Array.wrap(String.UTF8.encode(input().asText()));
  output(new JsonWriter().text(toBase64(bytes)).toString());
  return 0;
}

function write(value: Json, writer: JsonWriter): void {
  if (value.kind === JsonKind.Null) writer.null();
  else if (value.kind === JsonKind.Boolean) writer.boolean(value.asBoolean());
  else if (value.kind === JsonKind.Number) writer.number(value.asNumber());
  else if (value.kind === JsonKind.Text) writer.text(value.asText());
  else if (value.kind === JsonKind.List) {
    writer.list();
    for (let i = 0; i < value.length; i++) write(value.at(i), writer);
    writer.endList();
  } else {
    writer.object();
    for (let i = 0; i < value.keys.length; i++) {
      writer.key(value.keys[i]);
      write(value.items[i], writer);
    }
    writer.endObject();
  }
}
