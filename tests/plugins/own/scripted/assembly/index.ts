import { fail, input, Json, JsonKind, output, settings } from "../../../../../plugins/sdk/assembly";

/** What the settings say for the operation that is asked for, or for all; `[=key]` and `[=lines.0.line]` are filled in from the input. */
function answer(): i32 {
  const given = input();
  const options = settings();
  const operation = given.get("operation").asText();
  const script = options.has(operation) ? options.get(operation).asText() : options.get("answer").asText();
  if (script == "fail") {
    fail("told to fail");
    return 1;
  }
  while (script == "spin") {}
  output(filled(script, given));
  return 0;
}

function filled(script: string, given: Json): string {
  let text = "";
  let from = 0;
  let open = script.indexOf("[=");
  while (open >= 0) {
    const close = script.indexOf("]", open);
    text += script.substring(from, open) + valueAt(given, script.substring(open + 2, close));
    from = close + 1;
    open = script.indexOf("[=", from);
  }
  return text + script.substring(from);
}

function valueAt(given: Json, path: string): string {
  const steps = path.split(".");
  let value = given;
  for (let i = 0; i < steps.length; i++) {
    value = value.kind == JsonKind.List ? value.at(<i32>parseInt(steps[i])) : value.get(steps[i]);
  }
  return value.kind == JsonKind.Number ? value.asInteger().toString() : value.asText();
}

export {
  answer as shipping_quote_v1,
  answer as order_validation_v1,
  answer as fraud_score_v1,
  answer as text_moderation_v1,
  answer as image_moderation_v1,
  answer as product_enrichment_v1,
  answer as payment_provider_v1,
  answer as delivery_provider_v1,
  answer as marketplace_sync_v1,
  answer as company_check_v1,
  answer as notification_channel_v1,
  answer as template_function_v1,
  answer as data_source_v1,
};
