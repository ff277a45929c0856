import { fail, input, inputText, JsonWriter, log, output, settings } from "../../../../../plugins/sdk/assembly";

/** Says what the settings say, word for word, or misbehaves as they say. What it was asked goes into the log. */
function play(echo: string): i32 {
  log(inputText());
  const wanted = settings();
  const action = inputText().length < 10_000 ? input().get("action").asText() : "";
  const given = action.length > 0 && wanted.has("on_action") ? wanted.get("on_action") : wanted.get("answer");
  const answer = given.asText("echo");
  if (answer == "fail") {
    fail("As I was told");
    return 0;
  }
  if (answer == "loop") {
    for (let i = 0; ; i++) if (i == -1) break;
  }
  if (answer == "huge") {
    output('{"status":200,"body":"' + "x".repeat(10_000_000) + '"}');
    return 0;
  }
  output(answer == "echo" ? echo : answer);
  return 0;
}

export function event_v1(): i32 {
  return play("{}");
}

export function schedule_v1(): i32 {
  return play('{"summary":"done"}');
}

export function http_endpoint_v1(): i32 {
  const answer = new JsonWriter().object().key("status").integer(200);
  answer.key("headers").object().key("content-type").text("application/json").endObject();
  return play(answer.key("body").text(inputText()).endObject().toString());
}

export function panel_block_v1(): i32 {
  const answer = new JsonWriter().object().key("elements").list().object();
  answer.key("kind").text("text").key("text").text(inputText()).endObject();
  return play(answer.endList().endObject().toString());
}

/** A full page quoted would fill the memory: only a short one is told back. */
export function export_v1(): i32 {
  const asked = inputText();
  return play(new JsonWriter().object().key("text").text(asked.length < 10_000 ? asked : "").endObject().toString());
}
