/** What plugin authors import. Compile with `node ace plugin:build <dir>`. Only what is used asks for its capability. */
export { lastRefusal, lastRefusalCode, Refusal } from "./ask";
export { fromBase64, toBase64 } from "./base64";
export { hash, hmac, hmacBySecret, randomBytes, verifySignature, verifySignatureByJwk, verifySignatureBySecret } from "./crypto";
export { Page, query } from "./data";
export { emit } from "./events";
export { fetch, Request, Response } from "./http";
export { fail, input, inputBytes, inputText, log, LogLevel, now, output, settings } from "./io";
export { Json, JsonKind } from "./json";
export { parseJson } from "./json_parser";
export { JsonWriter } from "./json_writer";
export { kvDelete, kvGet, kvIncrement, kvList, kvSet, kvSetText } from "./kv";
