/** Requests to the platform: JSON in UTF-8 at `pointer`; the length of the answer, or -1 when it was refused. */

// @ts-ignore: decorator
@external("rialto:host/v1", "random_bytes")
export declare function hostRandomBytes(pointer: usize, length: i32): i32;

// @ts-ignore: decorator
@external("rialto:host/v1", "hash")
export declare function hostHash(pointer: usize, length: i32): i32;

// @ts-ignore: decorator
@external("rialto:host/v1", "hmac")
export declare function hostHmac(pointer: usize, length: i32): i32;

// @ts-ignore: decorator
@external("rialto:host/v1", "verify_signature")
export declare function hostVerifySignature(pointer: usize, length: i32): i32;

// @ts-ignore: decorator
@external("rialto:host/v1", "kv_get")
export declare function hostKvGet(pointer: usize, length: i32): i32;

// @ts-ignore: decorator
@external("rialto:host/v1", "kv_set")
export declare function hostKvSet(pointer: usize, length: i32): i32;

// @ts-ignore: decorator
@external("rialto:host/v1", "kv_delete")
export declare function hostKvDelete(pointer: usize, length: i32): i32;

// @ts-ignore: decorator
@external("rialto:host/v1", "kv_list")
export declare function hostKvList(pointer: usize, length: i32): i32;

// @ts-ignore: decorator
@external("rialto:host/v1", "kv_increment")
export declare function hostKvIncrement(pointer: usize, length: i32): i32;

// @ts-ignore: decorator
@external("rialto:host/v1", "http_fetch")
export declare function hostHttpFetch(pointer: usize, length: i32): i32;

// @ts-ignore: decorator
@external("rialto:host/v1", "emit_event")
export declare function hostEmitEvent(pointer: usize, length: i32): i32;

// @ts-ignore: decorator
@external("rialto:host/v1", "query_data")
export declare function hostQueryData(pointer: usize, length: i32): i32;

/** How long the answer to the last request is, a refusal included. */
// @ts-ignore: decorator
@external("rialto:host/v1", "answer_length")
export declare function answerLength(): i32;

// @ts-ignore: decorator
@external("rialto:host/v1", "answer_read")
export declare function answerRead(pointer: usize, offset: i32, length: i32): i32;
