/** What plugin authors import. Compile with `node ace plugin:build <dir>`. */
export { fail, input, inputBytes, inputText, log, LogLevel, now, output, settings } from "./io";
export { Json, JsonKind } from "./json";
export { parseJson } from "./json_parser";
export { JsonWriter } from "./json_writer";
