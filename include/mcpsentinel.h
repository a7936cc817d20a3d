/*
 * mcpsentinel.h - host API of MCP Sentinel, a security scanner for MCP servers, clients and their configuration.
 *
 * A first program (bindings/c/example.c is the whole of it, compiled and run by the tests):
 *
 *     mcps_engine *engine = NULL;
 *     mcps_scan *scan = NULL;
 *     mcps_event event = MCPS_EVENT_INIT;
 *
 *     mcps_engine_new(NULL, &engine, NULL);                       // all built-in rules, default options
 *     mcps_scan_new(engine, &scan, NULL);
 *     mcps_scan_add_path(scan, "server/", 7, NULL);
 *     mcps_scan_start(scan, NULL);
 *     while (mcps_scan_next(scan, -1, &event, NULL) == MCPS_OK) {
 *         if (event.kind == MCPS_EVENT_FINDING) {
 *             mcps_finding_info info = MCPS_FINDING_INFO_INIT;
 *             mcps_finding_get(event.finding, &info);
 *             printf("%s:%u: %s\n", info.path.data, info.range.start.line, info.message.data);
 *         }
 *     }
 *     mcps_scan_free(scan);
 *     mcps_engine_release(engine);
 *
 * The objects, and how they follow from each other:
 *
 *     mcps_config --> mcps_engine --> mcps_scan --> mcps_event --> mcps_finding, mcps_diagnostic
 *      options         rules,           one run,       pulled         reference counted,
 *      one thread      immutable,       one thread     one by one     immutable, any thread
 *                      any thread       (cancel: any)       \--> mcps_report: a collection of them
 *
 * Conventions, which hold for every function below.
 *
 *  1. Status. A function that can fail returns int32_t: MCPS_OK, a positive value for a result that is not the
 *     whole, a negative value for failure (mcpsentinel_types.h lists them). A failed call changes nothing and leaves
 *     its out-parameters as they were, unless its comment says otherwise.
 *  2. Errors. The last parameter is `mcps_error **error`. It may be NULL; otherwise a failing call stores an error
 *     there, which the caller frees with mcps_error_free. A call that does not fail leaves it alone. No text is kept
 *     in thread-local storage.
 *  3. Structs start with `struct_size`. The caller sets it (the _INIT macros do), and the library never writes past
 *     it: fields are only ever added at the end, so old programs work with new libraries. A struct whose struct_size
 *     is smaller than the first release's is refused with MCPS_ERR_ARGUMENT.
 *  4. Ownership. `..._new`, `..._retain`, `..._collect`, `..._render` give: each has exactly one `..._free` or
 *     `..._release`. Getters lend: what they hand out lives as long as the object it came from. Freeing NULL does
 *     nothing.
 *  5. Threads. A `const` pointer parameter means that any number of threads may call at once; a non-`const` one means
 *     that the caller uses the object from one thread at a time. mcps_engine is immutable after its creation.
 *  6. Order. Events come in the order of the scan: the roots as they were added, folders depth first, the entries of
 *     a folder sorted by their raw bytes; within a file by offset, then rule id. Neither order nor content depends on
 *     the number of worker threads; only timings, the measurements of mcps_summary, and diagnostics of the category
 *     MCPS_CATEGORY_TIMEOUT can differ between two runs over the same files.
 *  7. NULL where it is not allowed is MCPS_ERR_ARGUMENT (0 or an empty text from functions that return no status),
 *     never a crash.
 *  8. Symbols are added, never changed. mcps_abi_version counts additions; a breaking change would raise the SONAME.
 *  9. A good guest. The library never touches signal handlers, locale, working directory, umask, environment,
 *     standard streams or atexit. It starts threads of its own (mcps_scan_start) and joins them (mcps_scan_free, or
 *     the scan's end). After fork() an inherited engine still works in the child; an inherited scan does not
 *     and says MCPS_ERR_FORKED.
 * 10. Positions are those of the file on disk; see mcps_position.
 * 11. Secrets. What a rule marks as secret is masked in every getter, report and diagnostic before it leaves the
 *     engine. The option `show_secrets` lifts that.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MCPSENTINEL_H
#define MCPSENTINEL_H

#include "mcpsentinel_types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Options of an engine under construction. Use it from one thread. */
typedef struct mcps_config mcps_config;
/* Compiled rules and fixed options. Reference counted; use it from any thread. */
typedef struct mcps_engine mcps_engine;
/* One run over paths and buffers. Use it from one thread, except for mcps_scan_cancel. */
typedef struct mcps_scan mcps_scan;
/* Something that a rule found. Reference counted and immutable. */
typedef struct mcps_finding mcps_finding;
/* Something that went wrong or was left out while scanning. Reference counted and immutable. */
typedef struct mcps_diagnostic mcps_diagnostic;
/* All events of a finished scan. Immutable. */
typedef struct mcps_report mcps_report;
/* Bytes that the library made for the caller. */
typedef struct mcps_buffer mcps_buffer;
/* Why a call failed. */
typedef struct mcps_error mcps_error;

/* ---------------------------------------------------------------------------------------------------------------
 * Section - Version
 * ------------------------------------------------------------------------------------------------------------- */

/* The ABI version this header describes. A library is usable when mcps_abi_version() is this or more. */
#define MCPS_ABI_VERSION 1

/* Returns the ABI version of the loaded library: it counts the releases that added symbols or fields. */
uint32_t mcps_abi_version(void);

/* Returns the library's version, such as "0.1.0": static, NUL-terminated, never NULL. */
const char *mcps_version(void);

/* ---------------------------------------------------------------------------------------------------------------
 * Section - Errors
 * ------------------------------------------------------------------------------------------------------------- */

/* Returns the status the failing call returned, or MCPS_OK for NULL. */
int32_t mcps_error_code(const mcps_error *error);

/*
 * Returns one sentence for a person: what was wrong, where, and what to do. Lives as long as `error`.
 * For a file it starts with `path:line:column: `.
 */
mcps_text mcps_error_message(const mcps_error *error);

/* Returns further lines (a regular expression's probe, a system call's reason), or an empty text. */
mcps_text mcps_error_detail(const mcps_error *error);

/* Returns the byte offset in the input that is wrong, or -1 where there is none. */
int64_t mcps_error_offset(const mcps_error *error);

/* Frees an error. NULL does nothing. */
void mcps_error_free(mcps_error *error);

/* Returns the name of a status code, such as "MCPS_ERR_CONFIG"; "unknown" for a code this library does not know. */
mcps_text mcps_status_name(int32_t status);

/* ---------------------------------------------------------------------------------------------------------------
 * Section - Configuration
 *
 * An option has a name, a type, a default and a text of help, all of which mcps_config_option_at tells: the
 * configuration file's schema, the Python keywords and the REST fields are derived from that table. Values are
 * given as text and checked when they are set.
 * ------------------------------------------------------------------------------------------------------------- */

/* Makes a configuration with every option at its default. Free it with mcps_config_free. */
int32_t mcps_config_new(mcps_config **out, mcps_error **error);

/* Frees a configuration. Engines made from it are not affected. NULL does nothing. */
void mcps_config_free(mcps_config *config);

/*
 * Sets an option. `name` and `value` are NUL-terminated UTF-8 and are copied.
 * Fails with MCPS_ERR_NOT_FOUND for an unknown name (the message suggests the nearest) and MCPS_ERR_CONFIG for a value
 * that is not of the option's type or is out of its bounds.
 */
int32_t mcps_config_set(mcps_config *config, const char *name, const char *value, mcps_error **error);

/* Fills `out` with one option, found by name. `config` may be NULL: then `value` is the default. */
int32_t mcps_config_get(const mcps_config *config, const char *name, mcps_option *out, mcps_error **error);

/* Returns how many options there are. */
size_t mcps_config_option_count(void);

/* Fills `out` with the option at `index`, in the order in which help lists them. `config` may be NULL. */
int32_t mcps_config_option_at(const mcps_config *config, size_t index, mcps_option *out, mcps_error **error);

/*
 * Reads a configuration file (YAML; the keys are the options' names) that the caller trusts. `path` is NUL-terminated
 * raw bytes. Relative paths inside the file are taken relative to its folder. Unknown keys, values of a wrong type and
 * YAML mistakes fail with MCPS_ERR_CONFIG and a message that names file, line and column; then nothing is set.
 */
int32_t mcps_config_load_file(mcps_config *config, const char *path, mcps_error **error);

/*
 * Looks for `mcp-sentinel.yaml` in the folder `start` and upward, ending at the first folder that holds `.git`, and
 * reads the first one found. Such a file belongs to what is being scanned and is not trusted: it may set only options
 * whose `allowed_when_discovered` is 1; anything else in it fails with MCPS_ERR_CONFIG. `start` is NUL-terminated raw
 * bytes and may name a file, whose folder is then meant. Returns MCPS_OK when a file was read, and MCPS_END when there
 * is none. The engine's reports name the file and what it set. With the option `untrusted` set to true before the call,
 * a file that is found is not obeyed but reported.
 */
int32_t mcps_config_discover(mcps_config *config, const char *start, mcps_error **error);

/*
 * Names a file or folder that is going to be scanned: an engine of this configuration refuses to load a plugin that lies
 * there (MCPS_ERR_CONFIG), before anything of it runs. Without this such a plugin is loaded, and then left out of the scan.
 * `path` is raw bytes without NUL, and is copied.
 */
int32_t mcps_config_add_root(mcps_config *config, const char *path, size_t length, mcps_error **error);

/* Renders a JSON Schema (draft 2020-12) of the configuration file into a new buffer. */
int32_t mcps_config_schema(mcps_buffer **out, mcps_error **error);

/* ---------------------------------------------------------------------------------------------------------------
 * Section - Engine
 * ------------------------------------------------------------------------------------------------------------- */

/*
 * Makes an engine: loads the built-in rules and those that the options name, and fixes all options. `config` may be
 * NULL for the defaults; it is read, not kept. Fails with MCPS_ERR_RULE when a rule file is wrong; the message starts
 * with `path:line:column: `. Costs a few milliseconds; make one engine and scan many times.
 * The caller owns one reference: give it back with mcps_engine_release.
 */
int32_t mcps_engine_new(const mcps_config *config, mcps_engine **out, mcps_error **error);

/* Adds a reference and returns `engine`. */
const mcps_engine *mcps_engine_retain(const mcps_engine *engine);

/* Gives one reference back; the last one frees the engine. Running scans hold their own. NULL does nothing. */
void mcps_engine_release(const mcps_engine *engine);

/* ---------------------------------------------------------------------------------------------------------------
 * Section - Rules
 * ------------------------------------------------------------------------------------------------------------- */

/* What there is to know about a rule. All texts live as long as the engine. */
typedef struct mcps_rule {
    uint32_t struct_size;
    /* MCPS_SEVERITY_* and MCPS_CONFIDENCE_* of its findings, before context changes them. */
    int32_t severity;
    int32_t confidence;
    /* 1 if the selection of the options leaves it on, else 0. */
    int32_t enabled;
    /* Such as "MCP-SEC-001" or "github-pat": unique within the engine. */
    mcps_text id;
    mcps_text title;
    /* The class of the weakness, such as "hardcoded-secret". */
    mcps_text category;
    /* "pattern" for now. */
    mcps_text kind;
    /* Why it matters, and how to fix it. */
    mcps_text why;
    mcps_text fix;
    /* The version of MCP Sentinel that brought it; the user's own rules may leave it empty. */
    mcps_text since;
    /* "built-in", or the path of the rule file. */
    mcps_text origin;
    /* The regular expressions of a pattern rule, separated by newlines. */
    mcps_text pattern;
    /* One sentence about a finding's place. */
    mcps_text message;
    /* 1 if what it matches is a secret, which is then masked. */
    int32_t secret;
    int32_t reserved;
} mcps_rule;
#define MCPS_RULE_INIT                                                                                               \
    {sizeof(mcps_rule), 0, 0, 0, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, 0, 0}

/* The lists of a rule, for mcps_engine_rule_item. */

/* CWE numbers in decimal, such as "798". */
#define MCPS_RULE_CWE 0
/* OWASP MCP Top 10 (2025) ids, such as "MCP01". */
#define MCPS_RULE_OWASP_MCP 1
/* Addresses to read on. */
#define MCPS_RULE_REFERENCE 2
/* Retired ids under which the rule was known. */
#define MCPS_RULE_ALIAS 3
/* The literals one of which a match must contain. */
#define MCPS_RULE_KEYWORD 4
/* Samples that match; the reported span stands between U+27E6 and U+27E7 (mathematical white square brackets). */
#define MCPS_RULE_EXAMPLE_MATCH 5
/* Samples that must not match. */
#define MCPS_RULE_EXAMPLE_PASS 6
/* The file types it looks at, such as "python"; none means every text file. */
#define MCPS_RULE_FILE_TYPE 7

/* Returns the number of rules. They are sorted by id. */
size_t mcps_engine_rule_count(const mcps_engine *engine);

/* Fills `out` with the rule at `index`. */
int32_t mcps_engine_rule_at(const mcps_engine *engine, size_t index, mcps_rule *out, mcps_error **error);

/* Stores the index of the rule with that id or alias (NUL-terminated), or fails with MCPS_ERR_NOT_FOUND. */
int32_t mcps_engine_rule_find(const mcps_engine *engine, const char *id, size_t *out, mcps_error **error);

/*
 * Stores item number `item` of one of a rule's lists (MCPS_RULE_CWE ...), counted from 0. Returns MCPS_END past the
 * last one. The text lives as long as the engine.
 */
int32_t mcps_engine_rule_item(const mcps_engine *engine, size_t index, int32_t list, size_t item, mcps_text *out,
                              mcps_error **error);

/*
 * Tests rules against their own examples, as the project's tests do: each match sample yields exactly the marked spans,
 * each pass sample none; and again with CRLF line ends, behind multibyte text, inside a large file, silenced by a
 * suppression comment, and in PCRE2's interpreter.
 *
 * `selector` is a rule id or a glob over ids, NUL-terminated; NULL means all rules. `report` is called for each failure
 * with the rule's id and a sentence, both lent for the call; it may be NULL. Stores the number of rules tested in `tested` (which may be
 * NULL). Returns MCPS_OK when every example held, MCPS_ERR_RULE when one did not, MCPS_ERR_NOT_FOUND when the selector
 * fits no rule.
 */
typedef void (*mcps_test_fn)(void *context, mcps_text rule_id, mcps_text message);
int32_t mcps_engine_test_rules(const mcps_engine *engine, const char *selector, mcps_test_fn report, void *context,
                               size_t *tested, mcps_error **error);

/*
 * Decides whether a regular expression is fit for a rule: whether it compiles, has a bounded length, and takes time that
 * grows no faster than its input. The decision is made by counting the matcher's steps on probes derived from the
 * pattern, not by a clock. Returns MCPS_OK, or MCPS_ERR_RULE with a message that names the reason and, in the detail,
 * the probe. `pattern` is UTF-8.
 */
int32_t mcps_check_regex_safety(const char *pattern, size_t length, mcps_error **error);

/* ---------------------------------------------------------------------------------------------------------------
 * Section - Detectors
 *
 * The plugins of an engine, and how they fare. An engine's rules are fixed; of a plugin a newer version may be loaded.
 * ------------------------------------------------------------------------------------------------------------- */

/* How the plugins of an engine fared up to a moment. Immutable. */
typedef struct mcps_detectors mcps_detectors;

/* A plugin. All texts live as long as the mcps_detectors. */
typedef struct mcps_detector {
    uint32_t struct_size;
    int32_t reserved;
    mcps_text id;
    mcps_text version;
    /* The library's path (raw bytes) and 64 hexadecimal digits: SHA-256 of what was loaded. */
    mcps_text path;
    mcps_text digest;
    /* "isolated" or "in-process". */
    mcps_text mode;
    /* What confines its processes, names separated by spaces: no-new-privileges, limits, seccomp, landlock. */
    mcps_text confinement;
    /* Its circuit breaker: "closed" when all is well, "open" while it is left alone, "half-open" while it is tried. */
    mcps_text state;
    /* What went wrong last, or an empty text. */
    mcps_text last_failure;
    /* Since the engine was made: files it was given, findings, files it failed or was lost on, files it took too long for,
     * processes started anew. */
    uint64_t calls;
    uint64_t findings;
    uint64_t errors;
    uint64_t timeouts;
    uint64_t restarts;
    /* Microseconds that half of the files, and 95 of 100, stayed below. */
    uint64_t median_time;
    uint64_t slow_time;
    /* One line about it. */
    mcps_text title;
    /* What it looks at, names separated by spaces: files, listings, patterns. */
    mcps_text capabilities;
    /* How many rules it has. */
    uint64_t rules;
} mcps_detector;
#define MCPS_DETECTOR_INIT                                                                                          \
    {sizeof(mcps_detector), 0, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, 0, 0, 0, 0, 0, 0, 0, \
     {0, 0}, {0, 0}, 0}

/* Tells of all plugins, in the order of the options. Free it with mcps_detectors_free. */
int32_t mcps_engine_detectors(const mcps_engine *engine, mcps_detectors **out, mcps_error **error);

/* Returns how many there are. */
size_t mcps_detectors_count(const mcps_detectors *detectors);

/* Fills `out` with the one at `index`. MCPS_ERR_ARGUMENT past the end. */
int32_t mcps_detectors_at(const mcps_detectors *detectors, size_t index, mcps_detector *out);

/* Frees them and all they have lent. NULL does nothing. */
void mcps_detectors_free(mcps_detectors *detectors);

/*
 * Loads what now lies at the path of the plugin `id` (NUL-terminated UTF-8), for scans that start from now on; those that run
 * finish with the version they have. When that fails (MCPS_ERR_CONFIG), the present version stays, and the message says why.
 * MCPS_ERR_NOT_FOUND: no plugin has that id.
 * Its patterns must be the same: they are part of the engine.
 */
int32_t mcps_engine_reload_detector(const mcps_engine *engine, const char *id, mcps_error **error);

/*
 * Asks the idle processes of all plugins whether they are well, and ends those that are not; mcps_engine_detectors then tells
 * of them in `errors`, `timeouts` and `last_failure`.
 */
int32_t mcps_engine_check_detectors(const mcps_engine *engine, mcps_error **error);

/* ---------------------------------------------------------------------------------------------------------------
 * Section - Plugins, before they are used
 *
 * Trying a plugin out, and the lock file that says which ones may be loaded.
 * ------------------------------------------------------------------------------------------------------------- */

/* The step went well. */
#define MCPS_STEP_PASSED 0
/* Something does not hold; `message` says what. */
#define MCPS_STEP_FAILED 1
/* It was not tried, since it makes no sense after what failed before. */
#define MCPS_STEP_SKIPPED 2

/* A step of trying a plugin out. The texts are lent for the call. */
typedef struct mcps_check_step {
    uint32_t struct_size;
    /* MCPS_STEP_*. */
    int32_t outcome;
    /* A stable name, such as "description" or "long-line", for programs. */
    mcps_text name;
    /* What was tried, or what does not hold, one mistake a line. */
    mcps_text message;
    /* Microseconds. */
    uint64_t time;
} mcps_check_step;
#define MCPS_CHECK_STEP_INIT {sizeof(mcps_check_step), 0, {0, 0}, {0, 0}, 0}

/* Receives a step. */
typedef void (*mcps_check_fn)(void *context, const mcps_check_step *step);

/*
 * Tries a plugin out, in processes of its own: loads it as a scan would, in steps (a step of loading that fails is the last),
 * runs its examples, and then gives it what it must bear: options at their limits, empty and huge files, NUL bytes, text that
 * is none, long lines, deep nesting, its examples cut and changed, sessions without end, cancellation; all twice, with equal
 * results. With `in_process` other than 0, and if all went well, it is loaded into this process too and must give the same
 * there: nothing contains it then, and it is never unloaded.
 *
 * `path` is NUL-terminated raw bytes. Of `config`, which may be NULL, the options of plugins and the limits count; a lock
 * file is not asked. `report` is called after each step, and may be NULL. Stores in `failed`, which may be NULL, how many
 * steps failed. Returns MCPS_OK when it was tried, however that went. It takes seconds, and plugin_timeout for each step in
 * which the plugin hangs.
 */
int32_t mcps_plugin_check(const mcps_config *config, const char *path, int32_t in_process, mcps_check_fn report,
                          void *context, size_t *failed, mcps_error **error);

/*
 * Puts the plugin at `path`, as it is now, into the lock file `lock`: its SHA-256 digest and its absolute path, in the place of
 * what stood there for that file. The lock file is replaced as a whole, and made if there is none; nobody but its owner may
 * write to it. Both are NUL-terminated raw bytes. Nothing of the plugin is run. Fails with MCPS_ERR_CONFIG for a plugin that
 * may not be loaded, since others may write to it, and for a file that is no lock file; MCPS_ERR_IO where something cannot be
 * read or written.
 */
int32_t mcps_plugin_trust(const char *path, const char *lock, mcps_error **error);

/* The file is the one that was trusted. */
#define MCPS_LOCKED_OK 0
/* It is another. */
#define MCPS_LOCKED_CHANGED 1
/* It is not there. */
#define MCPS_LOCKED_MISSING 2
/* It is there and may not be loaded, since others may write to it. */
#define MCPS_LOCKED_REFUSED 3

/* A plugin of a lock file. The texts are lent for the call. */
typedef struct mcps_locked_plugin {
    uint32_t struct_size;
    /* MCPS_LOCKED_*. */
    int32_t state;
    /* Raw bytes. */
    mcps_text path;
    /* The digest that is trusted: 64 hexadecimal digits. */
    mcps_text digest;
    /* Why it is not well, or an empty text. */
    mcps_text message;
} mcps_locked_plugin;
#define MCPS_LOCKED_PLUGIN_INIT {sizeof(mcps_locked_plugin), 0, {0, 0}, {0, 0}, {0, 0}}

/* Receives a plugin of a lock file. */
typedef void (*mcps_locked_fn)(void *context, const mcps_locked_plugin *plugin);

/*
 * Holds each plugin of the lock file `lock` (NUL-terminated raw bytes) against the file that is there now, in the order of
 * the lines, and changes nothing. `report` is called for each, and may be NULL. Stores in `wrong`, which may be NULL, how
 * many are not MCPS_LOCKED_OK. Returns MCPS_OK when all were looked at, however that went.
 */
int32_t mcps_plugin_verify(const char *lock, mcps_locked_fn report, void *context, size_t *wrong, mcps_error **error);

/* ---------------------------------------------------------------------------------------------------------------
 * Section - Events
 * ------------------------------------------------------------------------------------------------------------- */

/* `finding` is set. */
#define MCPS_EVENT_FINDING 1
/* `diagnostic` is set. */
#define MCPS_EVENT_DIAGNOSTIC 2
/* The counts are set. Comes only when the option `progress_interval` is not 0, and at most that often. */
#define MCPS_EVENT_PROGRESS 3
/* The scan is over; comes once, last. `status` is MCPS_OK, MCPS_STOPPED or MCPS_LIMITED. */
#define MCPS_EVENT_END 4

/* One thing that happened. What it points to is lent until the next mcps_scan_next on the same scan. */
typedef struct mcps_event {
    uint32_t struct_size;
    /* MCPS_EVENT_*. */
    int32_t kind;
    const mcps_finding *finding;
    const mcps_diagnostic *diagnostic;
    /* Files completed and files discovered so far, bytes read, findings handed out. */
    uint64_t files_completed;
    uint64_t files_discovered;
    uint64_t bytes;
    uint64_t findings;
    /* Progress: the path (raw bytes) of the file completed last. */
    mcps_text path;
    int32_t status;
    int32_t reserved;
} mcps_event;
#define MCPS_EVENT_INIT {sizeof(mcps_event), 0, 0, 0, 0, 0, 0, 0, {0, 0}, 0, 0}

/* A finding's contents. All texts live as long as the finding. */
typedef struct mcps_finding_info {
    uint32_t struct_size;
    /* MCPS_SEVERITY_*, after context. */
    int32_t severity;
    /* MCPS_CONFIDENCE_*, after context. */
    int32_t confidence;
    /* 1 if a comment in the file suppresses it. */
    int32_t suppressed;
    mcps_text rule_id;
    mcps_text title;
    mcps_text category;
    /* One sentence about this place. */
    mcps_text message;
    mcps_text why;
    mcps_text fix;
    /* The path as it was found from the scan's root, '/' between components: raw bytes. */
    mcps_text path;
    mcps_range range;
    /* The matched bytes decoded to UTF-8, secrets masked, cut at 400 code points. */
    mcps_text match;
    /* The line of `range.start` decoded to UTF-8, secrets masked, cut around the match at 400 code points. */
    mcps_text line;
    /* The code point in `line` at which the match starts, from 1, and how many code points of it stand in `line`. */
    uint32_t line_column;
    uint32_t line_width;
    /* 64 hexadecimal digits that stay the same when the finding moves to another line. */
    mcps_text fingerprint;
    /* The comment's reason, where it is suppressed and one was given. */
    mcps_text suppression_reason;
    /* Why severity or confidence differ from the rule's, and what other rules say of the same place; or an empty text. */
    mcps_text evidence;
} mcps_finding_info;
#define MCPS_FINDING_INFO_INIT                                                                                    \
    {sizeof(mcps_finding_info), 0, 0, 0, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0},                  \
     {{0, 0, 0, 0, 0}, {0, 0, 0, 0, 0}}, {0, 0}, {0, 0}, 0, 0, {0, 0}, {0, 0}, {0, 0}}

/* Fills `out`. */
int32_t mcps_finding_get(const mcps_finding *finding, mcps_finding_info *out);

/* What a step of a trace is. */

/* Where something from outside comes in: a tool's parameter, a request. A trace begins with one. */
#define MCPS_TRACE_SOURCE 0
/* Where it is handed on: assigned, passed to a function, returned. */
#define MCPS_TRACE_STEP 1
/* Where it does harm: the finding's own place. A trace ends with one. */
#define MCPS_TRACE_SINK 2

/* One step of the way on which something from outside reaches a finding's place. All texts live as long as the finding. */
typedef struct mcps_trace_step {
    uint32_t struct_size;
    /* MCPS_TRACE_*. */
    int32_t kind;
    /* The file, which may be another than the finding's, in the form of the finding's path: raw bytes. */
    mcps_text path;
    mcps_range range;
    /* What happens there, in a few words; at most 400 code points. It names things and quotes no line. */
    mcps_text message;
} mcps_trace_step;
#define MCPS_TRACE_STEP_INIT                                                                                      \
    {sizeof(mcps_trace_step), 0, {0, 0}, {{0, 0, 0, 0, 0}, {0, 0, 0, 0, 0}}, {0, 0}}

/* Returns the number of steps in the finding's trace; 0 where no way was followed, as for what a pattern found. */
size_t mcps_finding_trace_count(const mcps_finding *finding);

/* Fills `out` with the step at `index`, from the source to the sink. Fails with MCPS_ERR_ARGUMENT past the last one. */
int32_t mcps_finding_trace_at(const mcps_finding *finding, size_t index, mcps_trace_step *out);

/* Adds a reference, so that the finding outlives its event, and returns `finding`. */
const mcps_finding *mcps_finding_retain(const mcps_finding *finding);

/* Gives one reference back. NULL does nothing. */
void mcps_finding_release(const mcps_finding *finding);

#define MCPS_CATEGORY_FILE_ACCESS 0
#define MCPS_CATEGORY_MEMORY 1
#define MCPS_CATEGORY_DETECTOR 2
#define MCPS_CATEGORY_TIMEOUT 3
#define MCPS_CATEGORY_VALIDATION 4
#define MCPS_CATEGORY_SYSTEM 5

/* A diagnostic's contents. All texts live as long as the diagnostic. */
typedef struct mcps_diagnostic_info {
    uint32_t struct_size;
    /* LOW: the scan goes on. MEDIUM: it goes on, and the user should know. HIGH: this file was stopped. CRITICAL: the
     * scan was stopped. (MCPS_SEVERITY_*; never INFO.) */
    int32_t severity;
    /* MCPS_CATEGORY_*. */
    int32_t category;
    /* 1 if the same scan may do better when it is run again, as after a file changed while it was read. */
    int32_t retry_may_help;
    /* A stable name, such as "file-unreadable", for programs. */
    mcps_text code;
    /* What happened, in one sentence. */
    mcps_text message;
    /* The file or folder: raw bytes. Empty where none is concerned. */
    mcps_text path;
    /* The rule or detector. Empty where none is concerned. */
    mcps_text detector;
    /* What the scanner did about it, and what the user can do. */
    mcps_text recovery;
    /* Where in the file, or 0. */
    uint32_t line;
    uint32_t column;
    /* 1 if something that should have been scanned was not. */
    int32_t incomplete;
    int32_t reserved;
} mcps_diagnostic_info;
#define MCPS_DIAGNOSTIC_INFO_INIT \
    {sizeof(mcps_diagnostic_info), 0, 0, 0, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, 0, 0, 0, 0}

/* Fills `out`. */
int32_t mcps_diagnostic_get(const mcps_diagnostic *diagnostic, mcps_diagnostic_info *out);

/* Adds a reference, so that the diagnostic outlives its event, and returns `diagnostic`. */
const mcps_diagnostic *mcps_diagnostic_retain(const mcps_diagnostic *diagnostic);

/* Gives one reference back. NULL does nothing. */
void mcps_diagnostic_release(const mcps_diagnostic *diagnostic);

/* ---------------------------------------------------------------------------------------------------------------
 * Section - Scan
 *
 * Make it, add what to scan and where to write, start it, pull its events, free it.
 * ------------------------------------------------------------------------------------------------------------- */

/* Makes a scan that holds a reference to the engine. Free it with mcps_scan_free. */
int32_t mcps_scan_new(const mcps_engine *engine, mcps_scan **out, mcps_error **error);

/*
 * Cancels the scan if it is running, waits for its threads, and frees it and all it has lent. NULL does nothing. Of a scan
 * that was inherited over fork() it frees the memory; the threads are the parent's.
 */
void mcps_scan_free(mcps_scan *scan);

/*
 * Adds a file or a folder to be scanned. `path` is raw bytes without NUL, and is copied. Whether it exists is found out
 * when the scan gets there: a root that does not is a diagnostic and makes the scan incomplete.
 */
int32_t mcps_scan_add_path(mcps_scan *scan, const char *path, size_t length, mcps_error **error);

/*
 * Adds bytes in memory to be scanned as if they were a file called `name` (raw bytes; it decides the file type and
 * stands in findings). Both are copied; `bytes` may be NULL when `length` is 0. Files in memory come in the order in which
 * they were added, among the paths.
 */
int32_t mcps_scan_add_bytes(mcps_scan *scan, const char *name, size_t name_length, const void *bytes, size_t length,
                            mcps_error **error);

/*
 * Receives output. Called by mcps_scan_next on its caller's thread with `length` bytes at `data`, lent for the call.
 * Returns 0, or anything else to say that writing failed: then the scan is cancelled, and mcps_scan_next fails with
 * MCPS_ERR_OUTPUT.
 */
typedef int32_t (*mcps_write_fn)(void *context, const void *data, size_t length);

/*
 * Adds an output, which is written while the events are pulled and is complete with MCPS_EVENT_END. `format` is one of
 * the names of mcps_format_at, NUL-terminated. Any number of outputs may be added.
 */
int32_t mcps_scan_add_output(mcps_scan *scan, const char *format, mcps_write_fn write, void *context,
                             mcps_error **error);

/* Returns the number of output formats. */
size_t mcps_format_count(void);

/*
 * Stores name and one line of description of the output format at `index`; either may be NULL. The texts are static.
 */
int32_t mcps_format_at(size_t index, mcps_text *name, mcps_text *description);

/* Starts the worker threads. Fails with MCPS_ERR_STATE when called twice, and MCPS_ERR_RESOURCE without threads. */
int32_t mcps_scan_start(mcps_scan *scan, mcps_error **error);

/*
 * Hands out the next event. Waits at most `timeout_ms` milliseconds for it: 0 does not wait, a negative value waits
 * without end. A scan that nobody pulls from pauses: at most about 2,500 events wait to be pulled.
 *
 * Returns MCPS_OK with `event` filled; MCPS_TIMEOUT with nothing; MCPS_END after MCPS_EVENT_END was handed out;
 * MCPS_ERR_OUTPUT when an output failed: the scan is then cancelled, and further calls hand out the event that could not
 * be written and what follows it to the end.
 */
int32_t mcps_scan_next(mcps_scan *scan, int32_t timeout_ms, mcps_event *event, mcps_error **error);

/*
 * Receives an event. The event and what it points to are lent for the call. Returns 0 to go on, anything else to cancel
 * the scan.
 */
typedef int32_t (*mcps_event_fn)(void *context, const mcps_event *event);

/*
 * The callback form of mcps_scan_next: starts the scan if that was not done, and calls `on_event` for every event up to
 * and including MCPS_EVENT_END. `on_event` may be NULL when outputs are all that is wanted. Returns the end's status.
 */
int32_t mcps_scan_run(mcps_scan *scan, mcps_event_fn on_event, void *context, mcps_error **error);

/*
 * Asks the scan to stop; from any thread, at any time, as often as one likes. The workers stop within 100 milliseconds,
 * and the pulling side gets a diagnostic and MCPS_EVENT_END with MCPS_STOPPED. It does not wait. It takes a lock, so it may
 * not be called from a signal handler: set a flag there and call it from a thread.
 */
void mcps_scan_cancel(const mcps_scan *scan);

/* The counts of a scan. Complete once MCPS_EVENT_END was handed out. */
typedef struct mcps_summary {
    uint32_t struct_size;
    /* MCPS_OK, MCPS_STOPPED or MCPS_LIMITED once the scan has ended, MCPS_TIMEOUT while it runs. */
    int32_t status;
    /* 1 if everything that should have been scanned was, to its last byte and by every rule. */
    int32_t complete;
    int32_t reserved;
    /* Files that the options select, and how many of them were scanned to the end. */
    uint64_t files_eligible;
    uint64_t files_completed;
    /* Files left out on purpose: ignore files or globs, binary content, size beyond the hard limit, special files. */
    uint64_t files_ignored;
    uint64_t files_binary;
    uint64_t files_too_large;
    uint64_t files_special;
    uint64_t folders;
    /* Bytes read. */
    uint64_t bytes;
    /* Findings handed out, by severity, not counting suppressed ones. */
    uint64_t findings_info;
    uint64_t findings_low;
    uint64_t findings_medium;
    uint64_t findings_high;
    uint64_t findings_critical;
    uint64_t findings_suppressed;
    /* Diagnostics handed out. */
    uint64_t diagnostics;
    /* Measurements; not the same in two runs. Times in microseconds, memory in bytes. */
    uint64_t wall_time;
    uint64_t peak_memory;
    uint64_t budget_waits;
} mcps_summary;
#define MCPS_SUMMARY_INIT {sizeof(mcps_summary), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}

/* Fills `out` with the counts so far. */
int32_t mcps_scan_summary(const mcps_scan *scan, mcps_summary *out, mcps_error **error);

/* What a scan would cost. */
typedef struct mcps_estimate {
    uint32_t struct_size;
    /* Worker threads the scan would use. */
    uint32_t jobs;
    uint64_t files;
    uint64_t bytes;
    /* Peak memory in bytes, the processes of plugins apart, and wall time in microseconds. */
    uint64_t memory;
    uint64_t wall_time;
} mcps_estimate;
#define MCPS_ESTIMATE_INIT {sizeof(mcps_estimate), 0, 0, 0, 0, 0}

/*
 * Predicts what scanning the added paths would cost: walks them and reads sizes, and scans a small sample of the files,
 * for a tenth of a second at most, to learn what this machine takes for them. Findings of the sample are dropped. The time
 * is that from mcps_scan_start to the end; making the engine is not in it. Call it before mcps_scan_start, or instead.
 */
int32_t mcps_scan_estimate(mcps_scan *scan, mcps_estimate *out, mcps_error **error);

/*
 * Reads what the files below the added paths declare of MCP servers: servers, tools, prompts and resources with their names,
 * descriptions, parameters and annotations, where each stands, and what each tool can do by the calls it reaches. Nothing is
 * run, and no finding is made. `format` is "json" (an object whose `items` are in the order of the files) or "text". Renders
 * into a new buffer. Call it instead of mcps_scan_start.
 */
int32_t mcps_scan_extract(mcps_scan *scan, const char *format, mcps_buffer **out, mcps_error **error);

/*
 * Tells what a scan of the added paths sees at a line of a file below them: whether the file is scanned and how far
 * it is analysed, the functions around the line and what they handle, and for each rule that has something to do with
 * the line what became of it: reported; suppressed by a comment; dropped, and by what (zone, condition, entropy,
 * placeholder, path, severity, confidence, another rule); harmless, for a call that a flow rule knows, with the check
 * or the constant that makes it so and the way of what reaches it; or unreached, where nothing from outside was
 * followed; inapplicable, where the rule looks at other files. `path` is raw bytes, as findings show it or any that
 * leads to the file; `line` counts from 1. It scans the paths once more, on the calling thread. `format` is "json"
 * (an object) or "text". Renders into a new buffer; that there is no such file is told there too. Call it instead of
 * mcps_scan_start.
 */
int32_t mcps_scan_explain(mcps_scan *scan, const char *path, size_t length, uint32_t line, const char *format,
                          mcps_buffer **out, mcps_error **error);

/* ---------------------------------------------------------------------------------------------------------------
 * Section - Advisories
 *
 * What is known against versions of packages. The library comes with advisories about packages of MCP; the option `advisories`
 * adds files with more, which mcps_advisories_update makes.
 */

/*
 * Writes the file at `output` anew from `source`, an export in OSV's schema (https://ossf.github.io/osv-schema/): a folder with a
 * JSON file for each record, a JSON file with one record or a list of them, or one with a record in each line. Both are
 * NUL-terminated paths. Folders of `output` that miss are made, and the file is replaced at once. `count`, which may be NULL,
 * receives how many advisories were kept: those about packages of npm, PyPI, Go and crates.io that were not withdrawn.
 * MCPS_ERR_IO when something cannot be read or written, MCPS_ERR_CONFIG for a source that holds no such record.
 */
int32_t mcps_advisories_update(const char *source, const char *output, size_t *count, mcps_error **error);

/*
 * Renders the advisories that the engine knows, the library's own and those of its options, into a new buffer. `format` is "json"
 * (an array of objects) or "text" (a line for each).
 */
int32_t mcps_engine_advisories(const mcps_engine *engine, const char *format, mcps_buffer **out, mcps_error **error);

/* ---------------------------------------------------------------------------------------------------------------
 * Section - Reports
 *
 * A report is for callers who want everything at once. Its memory grows with the number of findings; pulling events or
 * adding outputs does not have that cost.
 * ------------------------------------------------------------------------------------------------------------- */

/*
 * Runs the scan to its end (starting it if that was not done) and collects the events that were not pulled before. Returns the end's status, and
 * stores a report for every status that is not negative. Free it with mcps_report_free; it does not need the scan.
 */
int32_t mcps_report_collect(mcps_scan *scan, mcps_report **out, mcps_error **error);

/* Frees a report and all it has lent. Findings that were retained live on. NULL does nothing. */
void mcps_report_free(mcps_report *report);

/* Returns the number of findings, suppressed ones included. */
size_t mcps_report_finding_count(const mcps_report *report);

/* Returns the finding at `index`, lent by the report, or NULL past the end. */
const mcps_finding *mcps_report_finding_at(const mcps_report *report, size_t index);

/* Returns the number of diagnostics. */
size_t mcps_report_diagnostic_count(const mcps_report *report);

/* Returns the diagnostic at `index`, lent by the report, or NULL past the end. */
const mcps_diagnostic *mcps_report_diagnostic_at(const mcps_report *report, size_t index);

/* Fills `out` with the counts of the scan. */
int32_t mcps_report_summary(const mcps_report *report, mcps_summary *out, mcps_error **error);

/* Renders the report in one of the formats of mcps_format_at into a new buffer. The bytes are those of an output. */
int32_t mcps_report_render(const mcps_report *report, const char *format, mcps_buffer **out, mcps_error **error);

/* ---------------------------------------------------------------------------------------------------------------
 * Section - Buffers
 * ------------------------------------------------------------------------------------------------------------- */

/* Returns a buffer's bytes, lent until mcps_buffer_free, and followed by a NUL that is not counted. */
mcps_text mcps_buffer_data(const mcps_buffer *buffer);

/* Frees a buffer. NULL does nothing. */
void mcps_buffer_free(mcps_buffer *buffer);

#ifdef __cplusplus
}
#endif

#endif /* MCPSENTINEL_H */
