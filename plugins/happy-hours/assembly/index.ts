import { input, Json, JsonWriter, now, output, settings } from "../../sdk/assembly";

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
/** 1 January 1970 was a Thursday; days are counted from Monday. */
const FIRST_WEEKDAY: i64 = 3;

/** A percentage off every line while the clock of the shop stands between two hours. */
export function discount_v1(): i32 {
  const options = settings();
  const answer = new JsonWriter().object().key("discounts").list();
  if (isHappy(options, now())) {
    const lines = input().get("lines");
    for (let i = 0; i < lines.length; i++) {
      answer.object();
      answer.key("line").text(lines.at(i).get("line").asText());
      answer.key("percent").number(options.get("percent").asNumber());
      answer.key("label").text(label(options));
      answer.endObject();
    }
  }
  output(answer.endList().endObject().toString());
  return 0;
}

function isHappy(options: Json, utc: i64): bool {
  const local = utc + options.get("utc_offset").asInteger() * HOUR;
  if (options.get("weekdays_only").asBoolean() && weekday(local) >= 5) return false;
  const hour = (local % DAY) / HOUR;
  const from = options.get("from_hour").asInteger();
  const to = options.get("to_hour").asInteger();
  return from < to ? hour >= from && hour < to : hour >= from || hour < to;
}

function weekday(local: i64): i64 {
  return (local / DAY + FIRST_WEEKDAY) % 7;
}

function label(options: Json): string {
  return clock(options.get("from_hour").asInteger()) + "–" + clock(options.get("to_hour").asInteger());
}

function clock(hour: i64): string {
  return (hour < 10 ? "0" : "") + hour.toString() + ":00";
}
