import { hostFail, hostLog, hostNow, inputLength, inputRead, outputWrite, settingsLength, settingsRead } from "./host";
import { Json } from "./json";
import { parseJson } from "./json_parser";

export enum LogLevel {
  Debug = 0,
  Info = 1,
  Warn = 2,
  Error = 3,
}

/** The hook's input as bytes, moved in one step. */
export function inputBytes(): ArrayBuffer {
  const length = inputLength();
  const buffer = new ArrayBuffer(length);
  inputRead(changetype<usize>(buffer), 0, length);
  return buffer;
}

/** The hook's input as text. */
export function inputText(): string {
  return String.UTF8.decode(inputBytes());
}

/** The hook's input, read as JSON. */
export function input(): Json {
  return parseJson(inputText());
}

/** The settings that the shop chose, checked by the platform against the manifest's schema. */
export function settings(): Json {
  const length = settingsLength();
  const buffer = new ArrayBuffer(length);
  settingsRead(changetype<usize>(buffer), 0, length);
  return parseJson(length === 0 ? "{}" : String.UTF8.decode(buffer));
}

/** Sets the answer; called again, it replaces the answer. Text of any script arrives whole. */
export function output(text: string): void {
  const buffer = String.UTF8.encode(text);
  outputWrite(changetype<usize>(buffer), buffer.byteLength);
}

/** Says that this call can't be answered, and why. The hook's caller goes on without this plugin. */
export function fail(reason: string): void {
  const buffer = String.UTF8.encode(reason);
  hostFail(changetype<usize>(buffer), buffer.byteLength);
}

/** Writes a line into the run's log (100 lines of 1,000 bytes are kept). */
export function log(text: string, level: LogLevel = LogLevel.Info): void {
  const buffer = String.UTF8.encode(text);
  hostLog(level, changetype<usize>(buffer), buffer.byteLength);
}

/** The time in milliseconds since 1970, UTC. Needs the capability `clock`; only modules that call it ask for it. */
export function now(): i64 {
  return hostNow();
}

/** Called by AssemblyScript where code can't go on: leaves the reason in the log and traps. */
export function abort(message: string | null, file: string | null, line: u32, column: u32): void {
  const reason = message === null ? "aborted" : message;
  const place = file === null ? "" : " (" + file + ":" + line.toString() + ":" + column.toString() + ")";
  log(reason + place, LogLevel.Error);
  unreachable();
}
