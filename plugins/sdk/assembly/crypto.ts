import { answer, requestBytes } from "./ask";
import { fromBase64 } from "./base64";
import { JsonWriter } from "./json_writer";
import { hostHash, hostHmac, hostRandomBytes, hostVerifySignature } from "./requests";

/** The hash of a text: `sha256`, `sha512`, `sha1`, `md5`; in `hex`, `base64` or `base64url`. Empty when refused. Needs `crypto`, as most here. */
export function hash(algorithm: string, data: string, encoding: string = "hex"): string {
  const writer = new JsonWriter().object().key("algorithm").text(algorithm).key("data").text(data).key("encoding").text(encoding);
  const request = requestBytes(writer.endObject());
  return answer(hostHash(changetype<usize>(request), request.byteLength)).get("digest").asText();
}

/** The same with a key that the plugin knows. */
export function hmac(algorithm: string, key: string, data: string, encoding: string = "hex"): string {
  return hmacWith(new JsonWriter().object().key("key").text(key), algorithm, data, encoding);
}

/** The same with a secret of the installation, by its name: the plugin never sees it. */
export function hmacBySecret(algorithm: string, secret: string, data: string, encoding: string = "hex"): string {
  return hmacWith(new JsonWriter().object().key("key_secret").text(secret), algorithm, data, encoding);
}

/** Whether a signature (base64 or base64url) is of this text: `RS256`, `ES256`, `EdDSA` with a public key in PEM. */
export function verifySignature(algorithm: string, publicKey: string, data: string, signature: string): bool {
  return verifyWith(new JsonWriter().object().key("public_key").text(publicKey), algorithm, data, signature);
}

/** The same with a public key as JWK: its JSON. */
export function verifySignatureByJwk(algorithm: string, jwk: JsonWriter, data: string, signature: string): bool {
  return verifyWith(new JsonWriter().object().key("public_key").json(jwk.toString()), algorithm, data, signature);
}

/** Whether an `HS256` signature was made with a secret of the installation. */
export function verifySignatureBySecret(secret: string, data: string, signature: string): bool {
  return verifyWith(new JsonWriter().object().key("key_secret").text(secret), "HS256", data, signature);
}

/** Random bytes, at most 1,024; none when refused. Needs `random`. */
export function randomBytes(length: i32): Uint8Array {
  const request = requestBytes(new JsonWriter().object().key("length").integer(length).endObject());
  return fromBase64(answer(hostRandomBytes(changetype<usize>(request), request.byteLength)).get("base64").asText());
}

function hmacWith(writer: JsonWriter, algorithm: string, data: string, encoding: string): string {
  writer.key("algorithm").text(algorithm).key("data").text(data).key("encoding").text(encoding);
  const request = requestBytes(writer.endObject());
  return answer(hostHmac(changetype<usize>(request), request.byteLength)).get("digest").asText();
}

function verifyWith(writer: JsonWriter, algorithm: string, data: string, signature: string): bool {
  writer.key("algorithm").text(algorithm).key("data").text(data).key("signature").text(signature);
  const request = requestBytes(writer.endObject());
  return answer(hostVerifySignature(changetype<usize>(request), request.byteLength)).get("valid").asBoolean();
}
