/** What the platform offers under `rialto:host/v1`: whole buffers at once, addressed in this module's memory. */

// @ts-ignore: decorator
@external("rialto:host/v1", "input_length")
export declare function inputLength(): i32;

// @ts-ignore: decorator
@external("rialto:host/v1", "input_read")
export declare function inputRead(pointer: usize, offset: i32, length: i32): i32;

// @ts-ignore: decorator
@external("rialto:host/v1", "output_write")
export declare function outputWrite(pointer: usize, length: i32): void;

// @ts-ignore: decorator
@external("rialto:host/v1", "settings_length")
export declare function settingsLength(): i32;

// @ts-ignore: decorator
@external("rialto:host/v1", "settings_read")
export declare function settingsRead(pointer: usize, offset: i32, length: i32): i32;

// @ts-ignore: decorator
@external("rialto:host/v1", "fail")
export declare function hostFail(pointer: usize, length: i32): void;

// @ts-ignore: decorator
@external("rialto:host/v1", "log")
export declare function hostLog(level: i32, pointer: usize, length: i32): void;

// @ts-ignore: decorator
@external("rialto:host/v1", "now")
export declare function hostNow(): i64;
