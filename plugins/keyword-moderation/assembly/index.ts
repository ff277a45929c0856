import { input, Json, JsonWriter, output, settings } from "../../sdk/assembly";
import { WordList, wordsOf } from "./words";

/** The hook takes no more: further words still count for the verdict. */
const MOST_MATCHES: i32 = 200;
const LONGEST_WORD: i32 = 200;
let told: i32 = 0;

/** Judges texts by the words in them: the worst word decides. */
export function text_moderation_v1(): i32 {
  const options = settings();
  const rejected = new WordList(options.get("reject").asText());
  const reviewed = new WordList(options.get("review").asText());
  const texts = input().get("texts");

  let verdict = "pass";
  const matches = new JsonWriter().list();
  for (let i = 0; i < texts.length; i++) {
    const found = worstIn(texts.at(i), rejected, reviewed, matches);
    if (found == "reject" || verdict == "pass") verdict = found;
  }
  output('{"verdict":"' + verdict + '","matches":' + matches.endList().toString() + "}");
  return 0;
}

function worstIn(entry: Json, rejected: WordList, reviewed: WordList, matches: JsonWriter): string {
  let worst = "pass";
  const words = wordsOf(entry.get("text").asText());
  for (let i = 0; i < words.length; i++) {
    const isRejected = rejected.has(words[i]);
    if (!isRejected && !reviewed.has(words[i])) continue;
    if (isRejected) worst = "reject";
    else if (worst == "pass") worst = "review";
    if (told++ >= MOST_MATCHES) continue;
    matches.object();
    matches.key("field").text(entry.get("field").asText());
    matches.key("word").text(words[i].substring(0, LONGEST_WORD));
    matches.key("verdict").text(isRejected ? "reject" : "review");
    matches.endObject();
  }
  return worst;
}
