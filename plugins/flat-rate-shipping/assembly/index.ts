import { fail, input, Json, JsonWriter, output, settings } from "../../sdk/assembly";

const GRAMS: i64 = 1_000;

/** Offers one delivery at one price; answers nothing for purchases in another currency. */
export function shipping_quote_v1(): i32 {
  const options = settings();
  const parcel = input();
  const days = [options.get("min_days").asInteger(), options.get("max_days").asInteger()];
  if (days[0] > days[1]) {
    fail("min_days is more than max_days");
    return 1;
  }

  const answer = new JsonWriter().object().key("quotes").list();
  if (parcel.get("currency").asText() == options.get("currency").asText()) {
    answer.object();
    answer.key("code").text("flat");
    answer.key("price").integer(price(options, parcel));
    answer.key("currency").text(options.get("currency").asText());
    answer.key("min_days").integer(days[0]);
    answer.key("max_days").integer(days[1]);
    answer.endObject();
  }
  output(answer.endList().endObject().toString());
  return 0;
}

function price(options: Json, parcel: Json): i64 {
  const freeFrom = options.get("free_from").asInteger();
  if (freeFrom > 0 && parcel.get("total").asInteger() >= freeFrom) return 0;
  const kilograms = (weight(parcel.get("lines")) + GRAMS - 1) / GRAMS;
  return options.get("rate").asInteger() + kilograms * options.get("per_kilogram").asInteger();
}

function weight(lines: Json): i64 {
  let grams: i64 = 0;
  for (let i = 0; i < lines.length; i++) {
    grams += lines.at(i).get("quantity").asInteger() * lines.at(i).get("weight_grams").asInteger();
  }
  return grams;
}
