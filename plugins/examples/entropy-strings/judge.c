/* judge.c - see judge.h. SPDX-License-Identifier: Apache-2.0 */
#include "judge.h"

#include <math.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* In C's locale, whatever the process has set. */
static int is_lower(char byte)
{
    return byte >= 'a' && byte <= 'z';
}

static int is_upper(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

static int is_letter(char byte)
{
    return is_lower(byte) || is_upper(byte);
}

static int is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static int is_hex(char byte)
{
    return is_digit(byte) || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F');
}

static char lower(char byte)
{
    return is_upper(byte) ? (char)(byte - 'A' + 'a') : byte;
}

/* `word` is in lower case. */
static int begins_with(const char *text, size_t length, const char *word)
{
    size_t count = strlen(word);
    if (count > length)
        return 0;
    for (size_t i = 0; i < count; i++)
        if (lower(text[i]) != word[i])
            return 0;
    return 1;
}

static int contains(const char *text, size_t length, const char *word)
{
    for (size_t i = 0; i < length; i++)
        if (begins_with(text + i, length - i, word))
            return 1;
    return 0;
}

double judge_entropy(const char *text, size_t length)
{
    size_t counts[256] = {0};
    double sum = 0;
    for (size_t i = 0; i < length; i++)
        counts[(unsigned char)text[i]]++;
    for (size_t byte = 0; byte < COUNT(counts); byte++) {
        if (counts[byte] == 0)
            continue;
        double share = (double)counts[byte] / (double)length;
        sum -= share * log2(share);
    }
    return sum;
}

/* The last word of a name in snake_case, kebab-case or camelCase. */
static size_t last_word(const char *name, size_t length)
{
    size_t start = length;
    while (start > 0) {
        char before = name[start - 1];
        if (!is_letter(before) && !is_digit(before))
            break;
        if (start < length && is_upper(name[start]) && is_lower(before))
            break;
        start--;
    }
    return start;
}

int judge_name_is_other(const char *name, size_t length)
{
    static const char *const last[] = {
        "id",      "ids",    "url",    "uri",      "path",    "file",   "filename", "dir",    "name",     "names",
        "field",   "header", "type",   "kind",     "prefix",  "suffix", "length",   "size",   "count",    "limit",
        "regex",   "regexp", "pattern", "endpoint", "hash",   "digest", "checksum", "sha",    "sha1",     "sha256",
        "sha512",  "md5",    "format", "example",  "label",   "error",  "message",  "text",   "hint",     "help",
        "env",     "var",    "class",  "selector", "version", "ttl",    "expiry",   "scope",  "scopes",   "issuer",
        "address", "mint",   "contract", "fingerprint", "placeholder", "description"};
    /* What is meant to be seen, what is encrypted already, tokens that stand for a place in a list or a request. */
    static const char *const anywhere[] = {"public",       "publishable", "anon_key",  "csrf",      "xsrf",
                                           "hashed",       "encrypted",   "nexttoken", "next_token", "continuation",
                                           "pagination",   "pagetoken",   "page_token", "requesttoken", "clienttoken",
                                           "actiontoken",  "changetoken", "idempot"};
    size_t start = last_word(name, length);
    for (size_t i = 0; i < COUNT(last); i++)
        if (strlen(last[i]) == length - start && begins_with(name + start, length - start, last[i]))
            return 1;
    for (size_t i = 0; i < COUNT(anywhere); i++)
        if (contains(name, length, anywhere[i]))
            return 1;
    return 0;
}

/* Words that stand where a secret would; each is too long to turn up by chance. */
static int is_placeholder(const char *value, size_t length)
{
    static const char *const words[] = {"example", "placeholder", "changeme",  "change_me", "change-me", "your_",
                                        "your-",   "yourkey",     "yourtoken", "xxxxx",     "dummy",     "sample",
                                        "redacted", "insert",     "replace",   "notreal",   "secret",    "password",
                                        "12345678", "abcdefg",    "00000000",  "deadbeef",  "fake_",     "fake-",
                                        "test_",   "test-",       "testtest",  "...",       "***",       "mytoken"};
    for (size_t i = 0; i < COUNT(words); i++)
        if (contains(value, length, words[i]))
            return 1;
    return 0;
}

/* What the scanner's own rules report, with more knowledge of the format; and what is not a secret for certain. */
static int has_known_format(const char *value, size_t length)
{
    static const char *const starts[] = {
        "ghp_",  "gho_",    "ghu_",     "ghs_",    "ghr_",     "github_pat_", "glpat-", "gldt-",  "sk-",   "sk_",
        "pk_",   "rk_",     "whsec_",   "xoxb-",   "xoxp-",    "xoxa-",       "xoxs-",  "xoxe",   "xapp-", "akia",
        "asia",  "aiza",    "ya29.",    "gocspx-", "npm_",     "pypi-",       "hf_",    "gsk_",   "xai-",  "eyj",
        "sg.",   "dop_v1_", "doo_v1_",  "shpat_",  "shpss_",   "shpca_",      "shppa_", "lin_",   "ntn_",  "secret_",
        "nvapi-", "pplx-",  "figd_",    "glsa_",   "hvs.",     "hvb.",        "dapi",   "sntrys_", "tvly-", "r8_",
        "sha1-", "sha256-", "sha384-",  "sha512-", "sha256:",  "miib",        "miie",   "ssh-",   "$2a$",  "$2b$",
        "$2y$",  "$argon2", "$pbkdf2",  "data:",   "http",     "urn:",        "arn:",   "/",      "./",    "../"};
    for (size_t i = 0; i < COUNT(starts); i++)
        if (begins_with(value, length, starts[i]))
            return 1;
    return contains(value, length, "://");
}

/* One byte six times, or seven that count up. */
static int has_long_run(const char *value, size_t length)
{
    size_t same = 1;
    size_t rising = 1;
    for (size_t i = 1; i < length; i++) {
        same = value[i] == value[i - 1] ? same + 1 : 1;
        rising = value[i] == value[i - 1] + 1 ? rising + 1 : 1;
        if (same >= 6 || rising >= 7)
            return 1;
    }
    return 0;
}

/* Between separators there is a piece in which letters and digits mix, as they do in neither words nor numbers:
 * `prod-eu-west-2-2024` has none. */
static int has_mixed_piece(const char *value, size_t length)
{
    size_t count = 0;
    size_t changes = 0;
    for (size_t i = 0; i < length; i++) {
        if (!is_letter(value[i]) && !is_digit(value[i])) {
            count = 0;
            changes = 0;
            continue;
        }
        if (count > 0 && is_letter(value[i]) != is_letter(value[i - 1]))
            changes++;
        count++;
        if (count >= 10 && changes >= 3)
            return 1;
    }
    return 0;
}

static int is_uuid(const char *value, size_t length)
{
    if (length != 36)
        return 0;
    for (size_t i = 0; i < length; i++)
        if (i == 8 || i == 13 || i == 18 || i == 23 ? value[i] != '-' : !is_hex(value[i]))
            return 0;
    return 1;
}

judgement judge_value(const char *value, size_t length, const judge_limits *limits)
{
    size_t hex = 0;
    if (length < limits->length || is_placeholder(value, length) || has_known_format(value, length))
        return JUDGED_ORDINARY;
    for (size_t i = 0; i < length; i++)
        hex += (size_t)is_hex(value[i]);
    if (is_uuid(value, length))
        return judge_entropy(value, length) >= limits->entropy * 0.8 ? JUDGED_UUID : JUDGED_ORDINARY;
    if (has_long_run(value, length) || !has_mixed_piece(value, length))
        return JUDGED_ORDINARY;
    return judge_entropy(value, length) >= limits->entropy * (hex == length ? 0.8 : 1.0) ? JUDGED_RANDOM
                                                                                        : JUDGED_ORDINARY;
}
