/*
 * The merge engine's algorithm in C, as a measure for the WebAssembly one: text 0.0.4, strict, the same validation, the
 * same streaming in chunks with a carry, the same segments, page plan and byte-equal output. What the page of ordinary
 * targets does not need (quoted names, label collisions, type conflicts, repairs) ends the program with exit code 3, so
 * it never measures less work than the engine does. Line numbers of refusals are kept; their columns are not.
 *
 * usage: merge MILLISECONDS OUT NAME=FILE...
 * Merges once unmeasured, then at least once and for so long, with one JSON line per run. The last page goes to OUT
 * unless that is "-".
 */
#define _GNU_SOURCE
#include <emmintrin.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

typedef uint8_t u8;
typedef uint16_t u16;
typedef uint32_t u32;
typedef uint64_t u64;

#define CHUNK_BYTES_MAX 65536u
#define LINE_BYTES_MAX 65536u
#define LABELS_MAX 64u
#define TARGETS_MAX 16
#define BLOCK_BYTES_MIN 16384u
#define BLOCK_BYTES_MAX 1048576u
#define SLICE_BYTES_MIN 2048u
#define PAD 128

static void end_with(int code, const char *what, u32 line) {
  fprintf(stderr, "merge: %s (line %u)\n", what, line);
  exit(code);
}
/* The input is wrong: the engine would refuse the target. */
static void refuse(const char *what, u32 line) { end_with(1, what, line); }
/* The input is right, and this program does not know how to merge it. */
static void beyond(const char *what, u32 line) { end_with(3, what, line); }

/* Memory: one bump arena, kept between pages unless it grew large, as the engine's pool does. */

#define ARENA_BYTES (8ull << 30)
#define ARENA_KEPT_BYTES (128ull << 20)
static char *arena, *top;

static void arena_open(void) {
  arena = mmap(NULL, ARENA_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (arena == MAP_FAILED) end_with(2, "no memory", 0);
  top = arena;
}

static void arena_reset(void) {
  u64 used = (u64)(top - arena);
  if (used > ARENA_KEPT_BYTES) madvise(arena, used + PAD, MADV_DONTNEED);
  top = arena;
}

static void *take(size_t size) {
  char *start = top;
  top = (char *)(((uintptr_t)start + size + 15) & ~(uintptr_t)15);
  if (top + PAD > arena + ARENA_BYTES) end_with(2, "no memory", 0);
  return start;
}

static void *take_zeroed(size_t size) { return memset(take(size), 0, size); }

/* Bytes */

/* May write up to 15 bytes past the end. */
static inline void copy(char *to, const char *from, size_t length) {
  for (size_t i = 0; i < length; i += 16)
    _mm_storeu_si128((__m128i *)(to + i), _mm_loadu_si128((const __m128i *)(from + i)));
}

static inline char *put(char *to, const char *from, size_t length) {
  copy(to, from, length);
  return to + length;
}

/* May read up to 15 bytes past either end. */
static inline bool equal(const char *a, const char *b, size_t length) {
  size_t i = 0;
  for (; i + 16 <= length; i += 16) {
    __m128i same = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(a + i)), _mm_loadu_si128((const __m128i *)(b + i)));
    if (_mm_movemask_epi8(same) != 0xffff) return false;
  }
  size_t rest = length - i;
  if (rest == 0) return true;
  __m128i same = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(a + i)), _mm_loadu_si128((const __m128i *)(b + i)));
  return (~_mm_movemask_epi8(same) & ((1 << rest) - 1)) == 0;
}

static inline u64 load64(const char *at) { u64 v; memcpy(&v, at, 8); return v; }
static inline u32 load32(const char *at) { u32 v; memcpy(&v, at, 4); return v; }
static inline u16 load16(const char *at) { u16 v; memcpy(&v, at, 2); return v; }

#define MIX 0x9e3779b97f4a7c15ull
static u64 hash_of(const char *start, size_t length) {
  u64 h = (u64)length * MIX;
  size_t i = 0;
  for (; i + 8 <= length; i += 8) {
    h = (h ^ load64(start + i)) * MIX;
    h ^= h >> 29;
  }
  size_t rest = length - i;
  if (rest != 0) {
    h = (h ^ (load64(start + i) & ((1ull << (rest * 8)) - 1))) * MIX;
    h ^= h >> 29;
  }
  h *= 0xbf58476d1ce4e5b9ull;
  return h ^ (h >> 32);
}

static inline bool is_digit(char c) { return (u8)(c - '0') < 10; }
static inline bool is_blank(char c) { return c == ' ' || c == '\t'; }
static inline const char *skip_blanks(const char *p) {
  while (is_blank(*p)) p++;
  return p;
}

/* SSE2 has no unsigned comparison: x is below n where the smaller of x and n - 1 is x. */
static inline __m128i below(__m128i v, u8 n) { return _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8((char)(n - 1))), v); }

static inline int word_mask(const char *at, u8 digits) {
  __m128i v = _mm_loadu_si128((const __m128i *)at);
  __m128i alpha = below(_mm_sub_epi8(_mm_or_si128(v, _mm_set1_epi8(0x20)), _mm_set1_epi8('a')), 26);
  __m128i digit = below(_mm_sub_epi8(v, _mm_set1_epi8('0')), digits);
  __m128i underscore = _mm_cmpeq_epi8(v, _mm_set1_epi8('_'));
  return _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(alpha, digit), underscore));
}

static inline const char *word_end(const char *at, u8 digits) {
  for (;; at += 16) {
    int other = ~word_mask(at, digits) & 0xffff;
    if (other != 0) return at + __builtin_ctz((unsigned)other);
  }
}
static inline const char *label_end(const char *at) { return word_end(at, 10); }
/* The colon follows the nine. */
static inline const char *name_end(const char *at) { return word_end(at, 11); }

/* The first quote, backslash, line feed or byte that is not ASCII. */
static inline const char *plain_end(const char *at) {
  for (;; at += 16) {
    __m128i v = _mm_loadu_si128((const __m128i *)at);
    __m128i stop = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('"')), _mm_cmpeq_epi8(v, _mm_set1_epi8('\\'))),
                                _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('\n')), v));
    int mask = _mm_movemask_epi8(stop);
    if (mask != 0) return at + __builtin_ctz((unsigned)mask);
  }
}

static inline const char *line_end(const char *at) {
  for (;; at += 16) {
    int mask = _mm_movemask_epi8(_mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)at), _mm_set1_epi8('\n')));
    if (mask != 0) return at + __builtin_ctz((unsigned)mask);
  }
}

/* UTF-8 by Unicode 15, table 3-7 */

static inline bool is_tail(u8 c) { return (c & 0xc0) == 0x80; }

static const char *sequence_end(const char *at) {
  const u8 *p = (const u8 *)at;
  u8 lead = p[0];
  if (lead < 0xc2 || lead > 0xf4) return NULL;
  if (lead < 0xe0) return is_tail(p[1]) ? at + 2 : NULL;
  if (lead < 0xf0) {
    if (p[1] < (lead == 0xe0 ? 0xa0 : 0x80) || p[1] > (lead == 0xed ? 0x9f : 0xbf)) return NULL;
    return is_tail(p[2]) ? at + 3 : NULL;
  }
  if (p[1] < (lead == 0xf0 ? 0x90 : 0x80) || p[1] > (lead == 0xf4 ? 0x8f : 0xbf) || !is_tail(p[2])) return NULL;
  return is_tail(p[3]) ? at + 4 : NULL;
}

static bool is_utf8(const char *at, const char *end) {
  while (at < end) {
    if ((u8)*at < 0x80) {
      at++;
      continue;
    }
    at = sequence_end(at);
    if (at == NULL || at > end) return false;
  }
  return true;
}

/* Numbers */

static inline const char *digits_end(const char *p) {
  while (is_digit(*p)) p++;
  return p;
}

/* `nan` without a sign, `inf`, `infinity`, in any case. */
static const char *word_number_end(const char *at, bool is_signed) {
  u32 three = (load32(at) & 0x00ffffff) | 0x00202020;
  if (three == 0x006e616e && !is_signed) return at + 3;
  if (three != 0x00666e69) return NULL;
  return (load32(at + 3) | 0x20202020) == 0x74696e69 && (at[7] | 0x20) == 'y' ? at + 8 : at + 3;
}

/* Whether strtod takes the finite token for infinite; rare, so the slow and sure way will do. */
static bool overflows(const char *at, const char *end) {
  size_t length = (size_t)(end - at);
  char *text = malloc(length + 1);
  memcpy(text, at, length);
  text[length] = 0;
  double value = strtod(text, NULL);
  free(text);
  return value > 1.7976931348623157e308 || value < -1.7976931348623157e308;
}

static inline const char *number_end(const char *at) {
  const char *p = at;
  bool is_signed = *p == '-' || *p == '+';
  if (is_signed) p++;
  const char *whole = p;
  p = digits_end(p);
  size_t digits = (size_t)(p - whole);
  if (*p == '.') {
    const char *fraction = ++p;
    p = digits_end(p);
    digits += (size_t)(p - fraction);
  }
  if (digits == 0) return p == whole ? word_number_end(whole, is_signed) : NULL;
  if ((*p | 0x20) != 'e') return digits > 300 && overflows(at, p) ? NULL : p;
  p++;
  if (*p == '-' || *p == '+') p++;
  const char *exponent = p;
  p = digits_end(p);
  if (p == exponent) return NULL;
  return (p - exponent > 2 || digits > 200) && overflows(at, p) ? NULL : p;
}

static bool is_nan(const char *number) { return (*number | 0x20) == 'n'; }

/* Records */

enum { UNDECLARED, COUNTER, GAUGE, HISTOGRAM, SUMMARY, UNTYPED };
static const char *const TYPE_NAMES[] = {"", "counter", "gauge", "histogram", "summary", "untyped"};

enum { BARE = 1, BUCKET = 2, SUM = 4, COUNT = 8 };

typedef struct Segment {
  char *start, *end;
  struct Segment *next;
} Segment;

typedef struct Family {
  const char *name;
  u32 name_length;
  u64 hash;
  int type;
  u32 samples;
  const char *help;
  u32 help_length;
  bool is_suspect;
  Segment *first, *last;
  struct Family *next, *next_member;
} Family;

typedef struct Table {
  Family **slots;
  u32 capacity, count;
} Table;

typedef struct Target {
  const char *name, *body;
  size_t body_length;
  char *injected;
  u32 injected_length;
  u64 watched;
  char *carry;
  u32 carry_length, carry_capacity;
  Table table;
  Family *first_family, *last_family, *current, *sampled;
  Segment *segment;
  char *cursor, *limit;
  u32 block_size, line, samples, segment_samples;
} Target;

typedef struct Page {
  const char *name;
  u32 name_length;
  u64 hash;
  int type;
  Family *first, *last;
  bool is_emitted;
  struct Page *next;
} Page;

static Target targets[TARGETS_MAX];
static u32 target_count;
static char *stage;

static int suffix_set(int type) {
  if (type == HISTOGRAM) return BUCKET | SUM | COUNT;
  return type == SUMMARY ? BARE | SUM | COUNT : BARE;
}

static int suffix_of(const char *at, size_t length) {
  if (length == 0) return BARE;
  if (length == 4) return memcmp(at, "_sum", 4) == 0 ? SUM : 0;
  if (length == 6) return memcmp(at, "_count", 6) == 0 ? COUNT : 0;
  return length == 7 && memcmp(at, "_bucket", 7) == 0 ? BUCKET : 0;
}

static u32 suffix_length(int suffix) { return suffix == SUM ? 4 : suffix == COUNT ? 6 : suffix == BUCKET ? 7 : 0; }

static int trailing_suffix(const char *name, u32 length) {
  for (int suffix = BUCKET; suffix <= COUNT; suffix <<= 1) {
    u32 tail = suffix_length(suffix);
    if (length >= tail && suffix_of(name + length - tail, tail) == suffix) return suffix;
  }
  return BARE;
}

static Family *find_family(Table *table, const char *name, u32 length, u64 hash) {
  if (table->capacity == 0) return NULL;
  for (u32 mask = table->capacity - 1, i = (u32)hash & mask;; i = (i + 1) & mask) {
    Family *family = table->slots[i];
    if (family == NULL) return NULL;
    if (family->hash == hash && family->name_length == length && equal(family->name, name, length)) return family;
  }
}

static void insert(Table *table, Family *family) {
  u32 mask = table->capacity - 1, i = (u32)family->hash & mask;
  while (table->slots[i] != NULL) i = (i + 1) & mask;
  table->slots[i] = family;
}

static Family *add_family(Target *target, const char *name, u32 length, u64 hash) {
  Table *table = &target->table;
  if (table->count * 4 >= table->capacity * 3) {
    table->capacity = table->capacity == 0 ? 64 : table->capacity * 2;
    table->slots = take_zeroed(table->capacity * sizeof(Family *));
    for (Family *each = target->first_family; each; each = each->next) insert(table, each);
  }
  Family *family = take_zeroed(sizeof(Family));
  char *bytes = take(length);
  memcpy(bytes, name, length);
  family->name = bytes;
  family->name_length = length;
  family->hash = hash;
  insert(table, family);
  table->count++;
  if (target->last_family == NULL) target->first_family = family;
  else target->last_family->next = family;
  target->last_family = family;
  return family;
}

/* The family that a sample of that name belongs to; made when there is none. */
static Family *family_of_sample(Target *target, const char *name, u32 length) {
  Family *current = target->current;
  if (current != NULL && length >= current->name_length && memcmp(current->name, name, current->name_length) == 0 &&
      (suffix_set(current->type) & suffix_of(name + current->name_length, length - current->name_length)) != 0)
    return current;
  u64 hash = hash_of(name, length);
  Family *exact = find_family(&target->table, name, length, hash);
  if (exact != NULL && (suffix_set(exact->type) & BARE) != 0) return exact;
  int suffix = trailing_suffix(name, length);
  if (suffix != BARE) {
    u32 stem = length - suffix_length(suffix);
    Family *base = find_family(&target->table, name, stem, hash_of(name, stem));
    if (base != NULL && base->type != UNDECLARED && (suffix_set(base->type) & suffix) != 0) return base;
  }
  if (exact != NULL) beyond("a sample that does not fit its family", target->line);
  return add_family(target, name, length, hash);
}

/* Output */

static void close_segment(Target *target) {
  Segment *segment = target->segment;
  if (segment == NULL) return;
  segment->end = target->cursor;
  target->sampled->samples += target->samples - target->segment_samples;
  target->segment = NULL;
}

static inline void reserve_output(Target *target, size_t size) {
  if (target->cursor + size + 16 <= target->limit) return;
  close_segment(target);
  u32 grown = target->block_size == 0 ? BLOCK_BYTES_MIN : target->block_size * 2;
  target->block_size = grown < BLOCK_BYTES_MAX ? grown : BLOCK_BYTES_MAX;
  size_t block = size + 16 < target->block_size ? target->block_size : size + 16;
  target->cursor = take(block);
  target->limit = target->cursor + block;
}

static void enter_family(Target *target, Family *family) {
  if (target->segment != NULL && target->sampled == family) return;
  close_segment(target);
  Segment *segment = take_zeroed(sizeof(Segment));
  segment->start = target->cursor;
  if (family->last == NULL) family->first = segment;
  else family->last->next = segment;
  family->last = segment;
  target->segment = segment;
  target->sampled = family;
  target->segment_samples = target->samples;
}

/* Canonical sample lines, the fast path */

typedef struct Name {
  const char *at;
  u32 length;
} Name;
static Name names[LABELS_MAX];
static bool is_suspect;

static inline u64 name_bit(const char *at, size_t length) {
  u32 key = (u32)(u8)at[0] * 7 + (u32)(u8)at[length - 1] * 13 + (u32)(u8)at[length >> 1] * 3 + (u32)length;
  return 1ull << (key & 63);
}

static bool is_watched(Target *target, const char *at, size_t length) {
  if (length == 8 && memcmp(at, "__name__", 8) == 0) return true;
  size_t own = (size_t)(strchr(target->injected, '=') - target->injected);
  return length == own && memcmp(at, target->injected, length) == 0;
}

static bool needs_care(Target *target, const char *at, size_t length, u32 count) {
  if (is_watched(target, at, length)) return true;
  for (u32 i = 0; i < count; i++)
    if (names[i].length == length && equal(names[i].at, at, length)) return true;
  return false;
}

static inline const char *plain_value_end(const char *p) {
  for (;;) {
    p = plain_end(p);
    if (*p == '"') return p + 1;
    if (*p == '\n') return NULL;
    if (*p == '\\') {
      p += p[1] == '"' || p[1] == '\\' ? 2 : 1;
      continue;
    }
    p = sequence_end(p);
    if (p == NULL) return NULL;
  }
}

static inline bool is_bound(const char *name, size_t length) {
  return length == 2 ? load16(name) == 0x656c : length == 8 && load64(name) == 0x656c69746e617571ull;
}

static inline const char *plain_labels_end(Target *target, const char *p) {
  u64 seen = target->watched;
  for (u32 count = 0; count < LABELS_MAX; count++) {
    const char *label = p;
    p = label_end(p);
    size_t length = (size_t)(p - label);
    if (length == 0 || is_digit(*label) || load16(p) != 0x223d) return NULL;
    u64 bit = name_bit(label, length);
    if ((seen & bit) != 0 && needs_care(target, label, length, count)) return NULL;
    seen |= bit;
    names[count].at = label;
    names[count].length = (u32)length;
    const char *value = p + 2;
    p = plain_value_end(value);
    if (p == NULL) return NULL;
    if (is_bound(label, length) && number_end(value) != p - 1) is_suspect = true;
    if (*p == '}') return p;
    if (*p != ',') return NULL;
    p++;
  }
  return NULL;
}

static inline const char *plain_milliseconds(const char *at) {
  const char *p = digits_end(at);
  return p == at || p - at > 18 ? NULL : p;
}

static const char *last_name;
static size_t last_name_length;

static inline void write_sample(Target *target, const char *name, size_t name_length, const char *rest, size_t rest_length, char after) {
  char *out = put(target->cursor, name, name_length);
  *out++ = '{';
  out = put(out, target->injected, target->injected_length);
  if (after != 0) *out++ = after;
  copy(out, rest, rest_length);
  target->cursor = out + rest_length;
  target->samples++;
}

/* Returns the line feed, or NULL having done nothing. */
static inline const char *read_plain_sample(Target *target, const char *at) {
  const char *name_stop = at + last_name_length;
  char c = *name_stop;
  bool is_same = last_name_length != 0 && (c == '{' || c == ' ') && equal(at, last_name, last_name_length);
  if (!is_same) {
    name_stop = name_end(at);
    c = *name_stop;
    if (name_stop == at || is_digit(*at) || (c != '{' && c != ' ')) return NULL;
  }
  const char *p = name_stop + 1;
  bool has_labels = c == '{' && *p != '}';
  is_suspect = false;
  if (c == '{') {
    if (has_labels) p = plain_labels_end(target, p);
    if (p == NULL || p[1] != ' ') return NULL;
    p += 2;
  }
  const char *end = number_end(p);
  if (end == NULL) return NULL;
  if (*p == '-') is_suspect = true;
  if (*end == ' ') {
    end = plain_milliseconds(end + 1);
    if (end == NULL) return NULL;
  }
  if (*end != '\n') return NULL;
  size_t line_length = (size_t)(end - at);
  if (line_length > LINE_BYTES_MAX) return NULL;
  size_t name_length = (size_t)(name_stop - at);
  if (!is_same) target->current = family_of_sample(target, at, (u32)name_length);
  reserve_output(target, line_length + target->injected_length + 4);
  Family *family = target->current;
  if (target->segment == NULL || target->sampled != family) enter_family(target, family);
  if (is_suspect) family->is_suspect = true;
  last_name = target->cursor;
  last_name_length = name_length;
  const char *rest = c == '{' ? name_stop + 1 : name_stop;
  write_sample(target, at, name_length, rest, (size_t)(end + 1 - rest), c != '{' ? '}' : has_labels ? ',' : 0);
  return end;
}

/* Every other line of the text format */

static const char *metric_name_end(const char *at) {
  const char *end = name_end(at);
  return is_digit(*at) || end == at ? NULL : end;
}

static u32 canonical_help(char *to, const char *p, const char *end) {
  char *out = to;
  for (; p < end; p++) {
    *out++ = *p;
    if (*p != '\\') continue;
    bool is_escape = p + 1 < end && (p[1] == '\\' || p[1] == 'n');
    *out++ = is_escape ? *++p : '\\';
  }
  return (u32)(out - to);
}

static Family *described_family(Target *target, const char *name, u32 length) {
  u64 hash = hash_of(name, length);
  Family *family = find_family(&target->table, name, length, hash);
  if (family == NULL) family = add_family(target, name, length, hash);
  target->current = family;
  return family;
}

static void read_comment(Target *target, const char *at, const char *eol) {
  const char *p = skip_blanks(at + 1);
  if (p == at + 1) return;
  bool is_help = memcmp(p, "HELP", 4) == 0, is_type = memcmp(p, "TYPE", 4) == 0;
  if ((!is_help && !is_type) || !is_blank(p[4])) return;
  p = skip_blanks(p + 4);
  if (*p == '"') beyond("a quoted name", target->line);
  const char *end = metric_name_end(p);
  if (end == NULL || (end != eol && !is_blank(*end))) refuse("NAME_INVALID", target->line);
  const char *rest = skip_blanks(end);
  if (is_help) {
    if (!is_utf8(rest, eol)) refuse("UTF8_INVALID", target->line);
    if (rest == eol) return;
    Family *family = described_family(target, p, (u32)(end - p));
    char *help = take((size_t)(eol - rest) * 2 + 16);
    u32 length = canonical_help(help, rest, eol);
    if (family->help != NULL && (family->help_length != length || memcmp(family->help, help, length) != 0))
      beyond("metadata that contradicts itself", target->line);
    family->help = help;
    family->help_length = length;
    return;
  }
  while (eol > rest && is_blank(eol[-1])) eol--;
  int type = UNDECLARED;
  for (int each = COUNTER; each <= UNTYPED; each++)
    if (strlen(TYPE_NAMES[each]) == (size_t)(eol - rest) && memcmp(TYPE_NAMES[each], rest, (size_t)(eol - rest)) == 0) type = each;
  if (type == UNDECLARED) refuse("TYPE_INVALID", target->line);
  Family *family = described_family(target, p, (u32)(end - p));
  if (family->type != UNDECLARED && family->type != type) beyond("metadata that contradicts itself", target->line);
  family->type = type;
}

/* The labels of a line with blanks in unusual places, written canonically to `out`; returns what follows the brace. */
static const char *read_free_labels(Target *target, const char *p, char **out) {
  u32 count = 0;
  p = skip_blanks(p);
  while (*p != '}') {
    if (*p == '"') beyond("a quoted name", target->line);
    const char *end = label_end(p);
    u32 length = (u32)(end - p);
    if (length == 0 || is_digit(*p)) refuse("LABELS_INVALID", target->line);
    if (is_watched(target, p, length)) beyond("a label that is injected or reserved", target->line);
    for (u32 i = 0; i < count; i++)
      if (names[i].length == length && memcmp(names[i].at, p, length) == 0) refuse("LABEL_REPEATED", target->line);
    if (count == LABELS_MAX) beyond("more labels than expected", target->line);
    names[count++] = (Name){p, length};
    const char *quote = skip_blanks(end);
    if (*quote != '=') refuse("LABELS_INVALID", target->line);
    quote = skip_blanks(quote + 1);
    const char *stop = *quote == '"' ? plain_value_end(quote + 1) : NULL;
    if (stop == NULL) refuse("LABELS_INVALID or UTF8_INVALID", target->line);
    if (is_bound(p, length) && number_end(quote + 1) != stop - 1) is_suspect = true;
    *(*out)++ = ',';
    *out = put(*out, p, length);
    *(*out)++ = '=';
    *out = put(*out, quote, (size_t)(stop - quote));
    p = skip_blanks(stop);
    if (*p == ',') p = skip_blanks(p + 1);
    else if (*p != '}') refuse("LABELS_INVALID", target->line);
  }
  return p + 1;
}

static void read_free_sample(Target *target, const char *at, const char *eol) {
  static char rest[LINE_BYTES_MAX + 64];
  const char *name = skip_blanks(at);
  if (*name == '{') beyond("a quoted name", target->line);
  const char *name_stop = metric_name_end(name);
  if (name_stop == NULL || (!is_blank(*name_stop) && *name_stop != '{')) refuse("NAME_INVALID", target->line);
  char *out = rest;
  is_suspect = false;
  const char *p = skip_blanks(name_stop);
  if (*p == '{') p = skip_blanks(read_free_labels(target, p + 1, &out));
  *out++ = '}';
  *out++ = ' ';
  const char *stop = number_end(p);
  if (stop == NULL || (stop != eol && !is_blank(*stop))) refuse("VALUE_INVALID", target->line);
  if (*p == '-') is_suspect = true;
  out = put(out, p, (size_t)(stop - p));
  p = skip_blanks(stop);
  if (p != eol) {
    stop = plain_milliseconds(p);
    if (stop == NULL) beyond("a timestamp with a sign or of nineteen digits", target->line);
    *out++ = ' ';
    out = put(out, p, (size_t)(stop - p));
    if (skip_blanks(stop) != eol) refuse("TIMESTAMP_INVALID or SAMPLE_TRAILING", target->line);
  }
  *out++ = '\n';
  u32 name_length = (u32)(name_stop - name);
  Family *family = family_of_sample(target, name, name_length);
  reserve_output(target, name_length + target->injected_length + (size_t)(out - rest) + 4);
  enter_family(target, family);
  target->current = family;
  if (is_suspect) family->is_suspect = true;
  write_sample(target, name, name_length, rest, (size_t)(out - rest), 0);
}

static void read_line(Target *target, char *at, char *eol) {
  if (eol - at > (long)LINE_BYTES_MAX) refuse("LINE_TOO_LONG", target->line);
  if (target->line == 1 && eol - at >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0) at += 3;
  if (eol > at && eol[-1] == '\r') *--eol = '\n';
  const char *first = skip_blanks(at);
  if (first == eol) return;
  if (*first == '#') read_comment(target, first, eol);
  else read_free_sample(target, first, eol);
}

static void read_lines(Target *target, char *at, char *last) {
  last_name_length = 0;
  while (at <= last) {
    target->line++;
    const char *end = read_plain_sample(target, at);
    if (end == NULL) {
      end = line_end(at);
      read_line(target, at, (char *)end);
      last_name_length = 0;
    }
    at = (char *)end + 1;
  }
}

/* Streaming */

static void feed(Target *target, const char *chunk, u32 length) {
  memcpy(stage, chunk, length);
  char *end = stage + length;
  *end = '\n';
  char *start = stage - target->carry_length;
  memcpy(start, target->carry, target->carry_length);
  char *last = memrchr(stage, '\n', length);
  char *rest = start;
  if (last != NULL) {
    target->carry_length = 0;
    read_lines(target, start, last);
    rest = last + 1;
  }
  u32 left = (u32)(end - rest);
  if (left > LINE_BYTES_MAX) refuse("LINE_TOO_LONG", target->line + 1);
  if (left > target->carry_capacity) {
    target->carry_capacity = left * 2 < LINE_BYTES_MAX ? left * 2 : LINE_BYTES_MAX;
    target->carry = take(target->carry_capacity);
  }
  memcpy(target->carry, rest, left);
  target->carry_length = left;
}

static void finish(Target *target) {
  if (target->carry_length != 0) {
    char *start = stage - target->carry_length;
    memcpy(start, target->carry, target->carry_length);
    *stage = '\n';
    target->line++;
    read_line(target, start, stage);
  }
  close_segment(target);
}

/* The page */

typedef struct Slice {
  const char *start;
  size_t length;
} Slice;
static Slice *plan;
static u32 plan_count, plan_capacity;
static size_t page_bytes;
static u32 page_samples;
static Page *first_page, *last_page, **page_slots;
static u32 page_capacity;

static void slice(const char *start, size_t length) {
  if (length == 0) return;
  page_bytes += length;
  if (plan_count != 0 && plan[plan_count - 1].start + plan[plan_count - 1].length == start) {
    plan[plan_count - 1].length += length;
    return;
  }
  if (plan_count == plan_capacity) {
    Slice *grown = take((plan_capacity == 0 ? 1024 : plan_capacity * 2) * sizeof(Slice));
    if (plan_count != 0) memcpy(grown, plan, plan_count * sizeof(Slice));
    plan_capacity = plan_capacity == 0 ? 1024 : plan_capacity * 2;
    plan = grown;
  }
  plan[plan_count++] = (Slice){start, length};
}

static Page **page_slot(const char *name, u32 length, u64 hash) {
  for (u32 mask = page_capacity - 1, i = (u32)hash & mask;; i = (i + 1) & mask) {
    Page *page = page_slots[i];
    if (page == NULL || (page->hash == hash && page->name_length == length && equal(page->name, name, length))) return &page_slots[i];
  }
}

static void collect_families(void) {
  u32 families = 0;
  for (u32 i = 0; i < target_count; i++) families += targets[i].table.count;
  page_capacity = 64;
  while (page_capacity * 3 < families * 4 + 4) page_capacity *= 2;
  page_slots = take_zeroed(page_capacity * sizeof(Page *));
  first_page = last_page = NULL;
  for (u32 i = 0; i < target_count; i++) {
    for (Family *family = targets[i].first_family; family; family = family->next) {
      Page **slot = page_slot(family->name, family->name_length, family->hash);
      Page *page = *slot;
      if (page == NULL) {
        page = *slot = take_zeroed(sizeof(Page));
        page->name = family->name;
        page->name_length = family->name_length;
        page->hash = family->hash;
        if (last_page == NULL) first_page = page;
        else last_page->next = page;
        last_page = page;
      }
      if (page->last == NULL) page->first = family;
      else page->last->next_member = family;
      page->last = family;
      if (page->type == UNDECLARED) page->type = family->type;
    }
  }
}

static Page *suffixed_page(Page *page, const char *suffix) {
  static char name[LINE_BYTES_MAX + 32];
  size_t tail = strlen(suffix);
  memcpy(name, page->name, page->name_length);
  memcpy(name + page->name_length, suffix, tail);
  u32 length = page->name_length + (u32)tail;
  return *page_slot(name, length, hash_of(name, length));
}

/* Negative counts of a histogram and bounds that are no numbers would split the family. */
static void check_suspect(Page *page, Family *member) {
  for (Segment *segment = member->first; segment; segment = segment->next) {
    for (const char *at = segment->start; at < segment->end;) {
      const char *eol = line_end(at), *stop = name_end(at), *p = stop + 1;
      int suffix = suffix_of(at + page->name_length, (size_t)(stop - at) - page->name_length);
      while (*p != '}') {
        const char *label = p;
        p = label_end(p);
        bool is_number = is_bound(label, (size_t)(p - label)), is_le = p - label == 2;
        const char *value = p + 2;
        p = plain_value_end(value);
        if (is_number && is_le == (page->type == HISTOGRAM) && number_end(value) != p - 1) beyond("a bound that is no number", 0);
        if (*p == ',') p++;
      }
      if (page->type == HISTOGRAM && suffix != SUM && p[2] == '-' && !is_nan(p + 2)) beyond("a negative count", 0);
      at = eol + 1;
    }
  }
}

static void check_page(Page *page) {
  for (Family *member = page->first; member; member = member->next_member) {
    bool fits = member->type == page->type || (member->type == UNDECLARED && (member->first == NULL || (suffix_set(page->type) & BARE) != 0));
    if (!fits) beyond("a type conflict", 0);
    if ((page->type == HISTOGRAM || page->type == SUMMARY) && member->is_suspect) check_suspect(page, member);
  }
  if (page->name_length == 11 && memcmp(page->name, "target_info", 11) == 0) beyond("target_info", 0);
  int set = suffix_set(page->type) & ~BARE;
  if (((set & BUCKET) != 0 && suffixed_page(page, "_bucket") != NULL) || ((set & SUM) != 0 && suffixed_page(page, "_sum") != NULL) ||
      ((set & COUNT) != 0 && suffixed_page(page, "_count") != NULL))
    beyond("a name clash", 0);
}

static char *header_line(char *out, const char *word, Page *page, const char *rest, size_t length) {
  out = put(out, word, 7);
  out = put(out, page->name, page->name_length);
  *out++ = ' ';
  out = put(out, rest, length);
  *out++ = '\n';
  return out;
}

static void emit(Page *page) {
  static const char HELP_WORD[32] = "# HELP ", TYPE_WORD[32] = "# TYPE ";
  static const char PADDED_TYPES[][32] = {"", "counter", "gauge", "histogram", "summary", "untyped"};
  Family *help = NULL;
  bool has_samples = false;
  for (Family *member = page->first; member; member = member->next_member) {
    if (help == NULL && member->help != NULL) help = member;
    has_samples = has_samples || member->first != NULL;
  }
  if (!has_samples && help == NULL && page->type == UNDECLARED) return;
  char *start = take(page->name_length * 2 + 128 + (help == NULL ? 0 : help->help_length)), *out = start;
  if (help != NULL) out = header_line(out, HELP_WORD, page, help->help, help->help_length);
  if (page->type != UNDECLARED) out = header_line(out, TYPE_WORD, page, PADDED_TYPES[page->type], strlen(PADDED_TYPES[page->type]));
  slice(start, (size_t)(out - start));
  for (Family *member = page->first; member; member = member->next_member) {
    page_samples += member->samples;
    for (Segment *segment = member->first; segment; segment = segment->next) slice(segment->start, (size_t)(segment->end - segment->start));
  }
}

static void gather(void) {
  char *whole = take(page_bytes), *out = whole;
  for (u32 i = 0; i < plan_count; i++) out = put(out, plan[i].start, plan[i].length);
  plan[0] = (Slice){whole, page_bytes};
  plan_count = 1;
}

static void lay_out(void) {
  plan = NULL;
  plan_count = plan_capacity = page_samples = 0;
  page_bytes = 0;
  collect_families();
  for (Page *page = first_page; page; page = page->next) check_page(page);
  for (Page *page = first_page; page; page = page->next) emit(page);
  if (plan_count > 1 && page_bytes / plan_count < SLICE_BYTES_MIN) gather();
}

/* The program */

static void read_file(Target *target, const char *path) {
  int file = open(path, O_RDONLY);
  struct stat about;
  if (file < 0 || fstat(file, &about) != 0) end_with(2, path, 0);
  char *body = malloc((size_t)about.st_size + 64);
  for (off_t got = 0; got < about.st_size;) {
    ssize_t part = read(file, body + got, (size_t)(about.st_size - got));
    if (part <= 0) end_with(2, path, 0);
    got += part;
  }
  close(file);
  target->body = body;
  target->body_length = (size_t)about.st_size;
}

static void start_target(Target *target) {
  Target fresh = {.name = target->name, .body = target->body, .body_length = target->body_length};
  *target = fresh;
  target->injected = take(strlen(target->name) + 64);
  target->injected_length = (u32)sprintf(target->injected, "origin_container=\"%s\"", target->name);
  target->watched = name_bit("__name__", 8) | name_bit(target->injected, 16);
}

static void merge(void) {
  arena_reset();
  stage = (char *)take(LINE_BYTES_MAX + 64 + CHUNK_BYTES_MAX + 64) + LINE_BYTES_MAX + 64;
  for (u32 i = 0; i < target_count; i++) {
    Target *target = &targets[i];
    start_target(target);
    for (size_t at = 0; at < target->body_length; at += CHUNK_BYTES_MAX) {
      size_t left = target->body_length - at;
      feed(target, target->body + at, left < CHUNK_BYTES_MAX ? (u32)left : CHUNK_BYTES_MAX);
    }
    finish(target);
  }
  lay_out();
}

static u64 now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (u64)time.tv_sec * 1000000000ull + (u64)time.tv_nsec;
}

static void write_page(const char *path) {
  FILE *file = fopen(path, "wb");
  if (file == NULL) end_with(2, path, 0);
  for (u32 i = 0; i < plan_count; i++) fwrite(plan[i].start, 1, plan[i].length, file);
  if (fclose(file) != 0) end_with(2, path, 0);
}

int main(int argc, char **argv) {
  if (argc < 4 || argc - 3 > TARGETS_MAX) end_with(64, "usage: merge MILLISECONDS OUT NAME=FILE...", 0);
  /* Written at the end: a reader who wakes after every run would take the processor from the next one. */
  setvbuf(stdout, NULL, _IOFBF, 1 << 24);
  arena_open();
  for (int i = 3; i < argc; i++) {
    char *path = strchr(argv[i], '=');
    if (path == NULL) end_with(64, "usage: merge MILLISECONDS OUT NAME=FILE...", 0);
    *path++ = 0;
    targets[target_count].name = argv[i];
    read_file(&targets[target_count++], path);
  }
  merge();
  u64 until = now() + (u64)atoi(argv[1]) * 1000000ull;
  do {
    u64 before = now();
    merge();
    printf("{\"ns\":%llu,\"samples\":%u}\n", (unsigned long long)(now() - before), page_samples);
  } while (now() < until);
  if (strcmp(argv[2], "-") != 0) write_page(argv[2]);
  return 0;
}
