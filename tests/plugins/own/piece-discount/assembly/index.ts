import { input, JsonWriter, output, settings } from "../../../../../plugins/sdk/assembly";

/** Takes a percentage off each line of which enough pieces are bought. */
export function discount_v1(): i32 {
  const options = settings();
  const threshold = options.get("threshold").asInteger(10);
  const percent = options.get("percent").asNumber();
  const label = "−" + percentText(percent) + " % × " + threshold.toString() + "+";
  const lines = input().get("lines");

  const answer = new JsonWriter().object().key("discounts").list();
  for (let i = 0; i < lines.length; i++) {
    const line = lines.at(i);
    if (line.get("quantity").asInteger() < threshold) continue;
    answer.object();
    answer.key("line").text(line.get("line").asText());
    answer.key("percent").number(percent);
    answer.key("label").text(label);
    answer.endObject();
  }
  output(answer.endList().endObject().toString());
  return 0;
}

/** 5 as "5", 12.5 as "12.5". */
function percentText(percent: f64): string {
  return percent === Math.floor(percent) ? (<i64>percent).toString() : percent.toString();
}
