export enum JsonKind {
  Null,
  Boolean,
  Number,
  Text,
  List,
  Object,
}

/** Shared by all values that have none: most have none. */
const NO_ITEMS: Json[] = [];
const NO_KEYS: string[] = [];

/** A JSON value. Reading what is not there answers an empty value, so that chains need no checks. */
export class Json {
  boolean: bool = false;
  number: f64 = 0;
  text: string = "";
  items: Json[] = NO_ITEMS;
  keys: string[] = NO_KEYS;

  constructor(public kind: JsonKind) {}

  get isNull(): bool {
    return this.kind === JsonKind.Null;
  }

  /** The member `key` of an object. */
  get(key: string): Json {
    for (let i = 0; i < this.keys.length; i++) {
      if (this.keys[i] == key) return this.items[i];
    }
    return new Json(JsonKind.Null);
  }

  has(key: string): bool {
    return this.keys.includes(key);
  }

  /** A list's length; 0 for everything else. */
  get length(): i32 {
    return this.kind === JsonKind.List ? this.items.length : 0;
  }

  /** The item `index` of a list. */
  at(index: i32): Json {
    return index >= 0 && index < this.length ? this.items[index] : new Json(JsonKind.Null);
  }

  asText(fallback: string = ""): string {
    return this.kind === JsonKind.Text ? this.text : fallback;
  }

  asNumber(fallback: f64 = 0): f64 {
    return this.kind === JsonKind.Number ? this.number : fallback;
  }

  /** A whole number; fractions are cut off. Exact up to 2^53, which covers money in minor units. */
  asInteger(fallback: i64 = 0): i64 {
    return this.kind === JsonKind.Number ? <i64>this.number : fallback;
  }

  asBoolean(fallback: bool = false): bool {
    return this.kind === JsonKind.Boolean ? this.boolean : fallback;
  }
}
