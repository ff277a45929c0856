/* A discount on baskets of many pieces, in C without a standard library: what a module of another toolchain looks like. */

typedef unsigned char byte;
typedef int i32;
typedef long long i64;

#define HOST(name) __attribute__((import_module("rialto:host/v1"), import_name(#name))) extern
#define HOOK(name) __attribute__((export_name(#name)))

HOST(input_length) i32 input_length(void);
HOST(input_read) i32 input_read(byte *to, i32 offset, i32 length);
HOST(settings_length) i32 settings_length(void);
HOST(settings_read) i32 settings_read(byte *to, i32 offset, i32 length);
HOST(output_write) void output_write(const byte *from, i32 length);
HOST(fail) void fail(const char *reason, i32 length);

/* The platform hands over no more than this. */
#define MOST 262144

static byte text[MOST];
static i32 length, at;

static byte answer[256];
static i32 written;

static void write_text(const char *part) {
  while (*part) answer[written++] = (byte)*part++;
}

static void write_number(i64 number) {
  byte digits[20];
  i32 count = 0;
  do digits[count++] = (byte)('0' + number % 10);
  while (number /= 10);
  while (count) answer[written++] = digits[--count];
}

static void skip_blanks(void) {
  while (at < length && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) at++;
}

/* From an opening quote to behind the closing one; tells whether it was `key`, which has no escapes. */
static i32 string_is(const char *key) {
  i32 is_key = 1;
  for (at++; at < length && text[at] != '"'; at++) {
    if (text[at] == '\\') at++, is_key = 0;
    else if (is_key && (byte)*key == text[at]) key++;
    else is_key = 0;
  }
  at++;
  return is_key && *key == 0;
}

/* Whole part only: quantities and percentages of this plugin are whole numbers. */
static i64 read_number(void) {
  i64 number = 0;
  while (at < length && text[at] >= '0' && text[at] <= '9') number = number * 10 + (text[at++] - '0');
  return number;
}

/* The sum of all numbers that stand under `key`, at whatever depth. */
static i64 sum_of(const char *key) {
  i64 sum = 0;
  for (at = 0; at < length;) {
    if (text[at] != '"') { at++; continue; }
    i32 found = string_is(key);
    skip_blanks();
    if (!found || at >= length || text[at] != ':') continue;
    at++;
    skip_blanks();
    sum += read_number();
  }
  return sum;
}

HOOK(discount_v1) i32 discount_v1(void) {
  length = settings_read(text, 0, settings_length());
  i64 from = sum_of("pieces"), percent = sum_of("percent");
  if (percent > 90) {
    static const char reason[] = "percent is more than 90";
    fail(reason, sizeof reason - 1);
    return 1;
  }
  length = input_read(text, 0, input_length());
  i64 pieces = sum_of("quantity");
  write_text("{\"discounts\":[");
  if (pieces >= from) {
    write_text("{\"percent\":");
    write_number(percent);
    write_text(",\"label\":\"");
    write_number(pieces);
    write_text(" × −");
    write_number(percent);
    write_text(" %\"}");
  }
  write_text("]}");
  output_write(answer, written);
  return 0;
}
