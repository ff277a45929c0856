import { input, JsonWriter, output, settings } from "../../sdk/assembly";

/** A percentage off every line of a basket that holds enough different products. */
export function discount_v1(): i32 {
  const options = settings();
  const wanted = options.get("products").asInteger(3);
  const lines = input().get("lines");
  const products = new Set<string>();
  for (let i = 0; i < lines.length; i++) products.add(lines.at(i).get("product_id").asText());

  const answer = new JsonWriter().object().key("discounts").list();
  if (products.size >= wanted) {
    for (let i = 0; i < lines.length; i++) {
      answer.object();
      answer.key("line").text(lines.at(i).get("line").asText());
      answer.key("percent").number(options.get("percent").asNumber());
      answer.key("label").text("≥ " + wanted.toString() + " ×");
      answer.endObject();
    }
  }
  output(answer.endList().endObject().toString());
  return 0;
}
