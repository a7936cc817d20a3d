/*
 * entropy_strings.c - a plugin that finds random text assigned to names such as `api_key`, in source code.
 *
 * The scanner's own rules know the formats of many services' tokens. What a company issues itself has no format: this
 * plugin looks at the name, at the entropy, and at what words and placeholders look like.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "judge.h"
#include "mcpsentinel_plugin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LITERAL(text) {text, sizeof(text) - 1}
#define TEXT(text) ((mcps_text)LITERAL(text))
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* What the options say. Shared by all sessions, and never changed after `create`. */
typedef struct instance {
    judge_limits limits;
    /* Names that are not to be reported, one a line. */
    mcps_text ignored;
    int reports_uuids;
} instance;

/* A secret's word and the rest of the name (1), an assignment, a quote (2), a value without spaces (3) and what ends
 * it (4). Each part is bounded, so that the search is linear. */
static const char assignment[] =
    "(?:secret|token|passw(?:or)?d|passphrase|api[_-]?key|access[_-]?key|private[_-]?key|auth[_-]?key|signing[_-]?key"
    "|encryption[_-]?key|master[_-]?key|credential)([A-Za-z0-9_-]{0,40})[\"'\\]]{0,2}[ \\t]{0,8}"
    "(?::[ \\t]{0,2}(?:string|String|str|&str|&'static[ ]str)[ \\t]{0,2}=|:=|=>|[:=])[ \\t]{0,8}[bru@]{0,2}([\"'`])"
    "([A-Za-z0-9+/=_.~!#%^&*$-]{16,256})([\"'`])";

static int is_name(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           byte == '_' || byte == '-';
}

static int is_ignored(const mcps_text *names, const char *name, size_t length)
{
    size_t start = 0;
    while (start < names->length) {
        const char *newline = memchr(names->data + start, '\n', names->length - start);
        size_t end = newline ? (size_t)(newline - names->data) : names->length;
        if (end - start == length && memcmp(names->data + start, name, length) == 0)
            return 1;
        start = end + 1;
    }
    return 0;
}

/* Judges one assignment and reports it. `spans` are those of the pattern above. */
static int32_t look_at(const instance *self, const mcps_host *host, const mcps_plugin_file *file,
                       const mcps_span spans[5])
{
    const char *text = file->content.data;
    const char *value = text + spans[3].start;
    const size_t length = (size_t)(spans[3].end - spans[3].start);
    size_t name = (size_t)spans[0].start;
    char evidence[64];

    if (text[spans[2].start] != text[spans[4].start])
        return MCPS_OK;
    for (int steps = 0; steps < 64 && name > 0 && is_name(text[name - 1]); steps++)
        name--;
    const size_t name_length = (size_t)spans[1].end - name;
    if (judge_name_is_other(text + name, name_length) || is_ignored(&self->ignored, text + name, name_length))
        return MCPS_OK;
    const judgement judged = judge_value(value, length, &self->limits);
    if (judged == JUDGED_ORDINARY || (judged == JUDGED_UUID && !self->reports_uuids))
        return MCPS_OK;

    mcps_plugin_finding finding = MCPS_PLUGIN_FINDING_INIT;
    finding.rule_id = TEXT("ENTROPY-STRINGS-ASSIGNED");
    finding.start = spans[3].start;
    finding.end = spans[3].end;
    if (judged == JUDGED_UUID)
        finding.confidence = MCPS_CONFIDENCE_LOW;
    /* The digits are counted in hundredths: `%f` would obey a locale. */
    const unsigned hundredths = (unsigned)(judge_entropy(value, length) * 100 + 0.5);
    const int written = snprintf(evidence, sizeof(evidence), "%s%u.%02u bits per byte in %zu bytes",
                                 judged == JUDGED_UUID ? "a UUID; " : "", hundredths / 100, hundredths % 100, length);
    finding.evidence = (mcps_text){evidence, written > 0 ? (size_t)written : 0};
    return host->report(host, &finding);
}

static int has_type(const mcps_plugin_file *file, const char *type)
{
    const size_t length = strlen(type);
    for (size_t i = 0; i + length <= file->types.length; i++)
        if (memcmp(file->types.data + i, type, length) == 0)
            return 1;
    return 0;
}

static int32_t scan_file(void *session, const mcps_host *host, const mcps_plugin_file *file)
{
    const instance *self = session;
    mcps_span spans[5];
    size_t at = 0;
    int32_t found = MCPS_OK;
    /* Full of digests, which are no secrets. */
    if (has_type(file, "lockfile"))
        return MCPS_OK;
    while (!host->is_cancelled(host) &&
           (found = host->match(host, assignment, sizeof(assignment) - 1, MCPS_MATCH_CASELESS, file->content.data,
                                file->content.length, at, spans, COUNT(spans))) > 0) {
        const int32_t status = look_at(self, host, file, spans);
        if (status != MCPS_OK)
            return status;
        /* The quote that ends a value may begin the next name. */
        at = (size_t)spans[3].end;
    }
    return found < 0 ? found : MCPS_OK;
}

/* The value of an `int` option, which the host has checked. */
static int32_t number(const mcps_host *host, const char *name, unsigned *value)
{
    mcps_text text;
    const int32_t status = host->option_get(host, name, &text);
    *value = 0;
    for (size_t i = 0; status == MCPS_OK && i < text.length; i++)
        *value = *value * 10 + (unsigned)(text.data[i] - '0');
    return status;
}

static int32_t create(const mcps_host *host, void **made)
{
    unsigned length;
    unsigned entropy;
    mcps_text uuids;
    instance *self = calloc(1, sizeof(*self));
    if (!self)
        return MCPS_ERR_RESOURCE;
    if (number(host, "minimum_length", &length) != MCPS_OK || number(host, "minimum_entropy", &entropy) != MCPS_OK ||
        host->option_get(host, "ignore_names", &self->ignored) != MCPS_OK ||
        host->option_get(host, "uuids", &uuids) != MCPS_OK) {
        free(self);
        return MCPS_ERR_CONFIG;
    }
    self->limits.length = length;
    self->limits.entropy = entropy / 100.0;
    self->reports_uuids = uuids.length == 4;
    *made = self;
    return MCPS_OK;
}

static void destroy(void *made)
{
    free(made);
}

/* There is nothing that a thread needs for itself. */
static int32_t session_new(const mcps_host *host, void *made, void **session)
{
    (void)host;
    *session = made;
    return MCPS_OK;
}

static int32_t rule_at(uint32_t index, mcps_plugin_rule *out)
{
    if (index != 0)
        return MCPS_ERR_ARGUMENT;
    out->severity = MCPS_SEVERITY_HIGH;
    out->confidence = MCPS_CONFIDENCE_MEDIUM;
    out->flags = MCPS_RULE_SECRET;
    out->id = TEXT("ENTROPY-STRINGS-ASSIGNED");
    out->title = TEXT("Random text under the name of a secret");
    out->category = TEXT("hardcoded-secret");
    out->cwe = TEXT("798");
    out->message = TEXT("Random text is assigned to a name that says that it is a secret");
    out->why = TEXT("Whoever reads the source holds the secret, and so does whoever reads its history.");
    out->fix = TEXT("Revoke it, and read the new one from the environment or a secret store at run time.");
    out->references = TEXT("https://cwe.mitre.org/data/definitions/798.html");
    return MCPS_OK;
}

static int32_t option_at(uint32_t index, mcps_option *out)
{
    static const mcps_option options[] = {
        {.type = MCPS_OPTION_INT,
         .name = LITERAL("minimum_length"),
         .help = LITERAL("Shorter values are not looked at."),
         .default_value = LITERAL("20"),
         .minimum = 16,
         .maximum = 256},
        {.type = MCPS_OPTION_INT,
         .name = LITERAL("minimum_entropy"),
         .help = LITERAL("Hundredths of a bit per byte that a value must have; hexadecimal ones four fifths of it."),
         .default_value = LITERAL("380"),
         .minimum = 0,
         .maximum = 800},
        {.type = MCPS_OPTION_LIST,
         .name = LITERAL("ignore_names"),
         .help = LITERAL("Names whose values are not reported."),
         .default_value = LITERAL("")},
        {.type = MCPS_OPTION_BOOL,
         .name = LITERAL("uuids"),
         .help = LITERAL("Report values in the form of a UUID too, with low confidence."),
         .default_value = LITERAL("false")},
    };
    if (index >= COUNT(options))
        return MCPS_ERR_ARGUMENT;
    /* Field by field: `struct_size` is the host's. */
    out->type = options[index].type;
    out->name = options[index].name;
    out->help = options[index].help;
    out->default_value = options[index].default_value;
    out->minimum = options[index].minimum;
    out->maximum = options[index].maximum;
    return MCPS_OK;
}

/* The values stand in pieces, so that no scanner takes this file's for secrets. */
static int32_t example_at(uint32_t index, mcps_plugin_example *out)
{
    static const struct {
        int32_t fires;
        mcps_text file;
        mcps_text text;
    } examples[] = {
        {1, LITERAL("server.py"), LITERAL("API_KEY = \"\u27e6q7Zr4T2n" "Vb9KxW3m" "L8Hd5Pf1\u27e7\"\n")},
        {1, LITERAL("client.ts"),
         LITERAL("const dbPassword: string = '\u27e6Zx9+Qw3/" "Lk7vB2n8" "Tf5rYm==\u27e7';\n")},
        {1, LITERAL("main.go"), LITERAL("signingKey := `\u27e69f86d081884c7d65" "9a2feaa0c55ad015\u27e7`\n")},
        {1, LITERAL("app.yaml"), LITERAL("client_secret: \"\u27e6k3j9x2m5" "q8w1z7v4" "t6r0\u27e7\"\n")},
        {1, LITERAL("a.py"), LITERAL("config[\"token\"] = \"\u27e63f2b8c1d9e47" "4a6b8d05c7f1a2e9b364\u27e7\"\n")},
        {0, LITERAL("a.py"), LITERAL("config[\"token\"] = \"3f2b8c1d-9e47" "-4a6b-8d05-c7f1a2e9b364\"\n")},
        {0, LITERAL("server.py"), LITERAL("API_KEY = os.environ[\"API_KEY\"]\n")},
        {0, LITERAL("server.py"), LITERAL("token_url = \"q7Zr4T2n" "Vb9KxW3m" "L8Hd5Pf1\"\n")},
        {0, LITERAL("server.py"), LITERAL("password = \"correct-horse-battery-staple-2024\"\n")},
        {0, LITERAL("server.py"), LITERAL("api_key = \"YOUR_API_KEY_a1b2c3d4e5f6g7h8\"\n")},
        {0, LITERAL("client.ts"), LITERAL("const tokenKind = 'authentication.service.Token2Parser';\n")},
        {0, LITERAL("server.py"), LITERAL("checksum = \"9f86d081884c7d65" "9a2feaa0c55ad015\"\n")},
    };
    if (index >= COUNT(examples))
        return MCPS_ERR_ARGUMENT;
    out->fires = examples[index].fires;
    out->rule_id = TEXT("ENTROPY-STRINGS-ASSIGNED");
    out->file_name = examples[index].file;
    out->text = examples[index].text;
    return MCPS_OK;
}

int32_t mcps_plugin_entry(const mcps_host *host, mcps_plugin *out)
{
    (void)host;
    out->abi = MCPS_PLUGIN_ABI;
    out->abi_minimum = 1;
    out->capabilities = MCPS_CAPABILITY_ANALYZE_FILE;
    out->id = TEXT("entropy-strings");
    out->version = TEXT("1.0.0");
    out->title = TEXT("Random text under the names of secrets");
    out->file_types = TEXT("python javascript typescript go java kotlin csharp ruby php rust swift c cpp shell "
                           "powershell json yaml toml ini properties terraform");
    out->rule_count = 1;
    out->option_count = 4;
    out->example_count = 12;
    out->rule_at = rule_at;
    out->option_at = option_at;
    out->example_at = example_at;
    out->create = create;
    out->destroy = destroy;
    out->session_new = session_new;
    out->scan_file = scan_file;
    return MCPS_OK;
}
