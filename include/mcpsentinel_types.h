/*
 * mcpsentinel_types.h - values shared by the host API (mcpsentinel.h) and the plugin API (mcpsentinel_plugin.h).
 *
 * Nothing here allocates, and nothing here changes its meaning once released: constants are never renumbered and
 * fields are never moved.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MCPSENTINEL_TYPES_H
#define MCPSENTINEL_TYPES_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---------------------------------------------------------------------------------------------------------------
 * Text
 * ------------------------------------------------------------------------------------------------------------- */

/*
 * A piece of text: `length` bytes at `data`, followed by one NUL byte that `length` does not count.
 *
 * The bytes are UTF-8 unless a field's comment says "raw bytes" (paths: a file name on Linux is any bytes but NUL and
 * '/'). `data` is never NULL in a text the library hands out; an absent text has length 0. Who owns the memory is
 * said where the text is handed out; a getter always lends.
 */
typedef struct mcps_text {
    const char *data;
    size_t length;
} mcps_text;

/* ---------------------------------------------------------------------------------------------------------------
 * Status
 * ------------------------------------------------------------------------------------------------------------- */

/* The call did what it says. */
#define MCPS_OK 0

/* Positive: the call worked, and the outcome is not the whole. */

/* The scan was cancelled before its end. */
#define MCPS_STOPPED 1
/* A limit was reached; the result is partial, and a diagnostic says where. */
#define MCPS_LIMITED 2
/* `timeout_ms` passed with nothing to hand out; call again. */
#define MCPS_TIMEOUT 3
/* There is nothing more: the scan has handed out its last event. */
#define MCPS_END 4

/* Negative: the call failed and changed nothing, unless its comment says otherwise. */

/* An argument is NULL where that is not allowed, out of range, or not of the documented form. */
#define MCPS_ERR_ARGUMENT (-1)
/* The object is not in a state in which this call makes sense (a path added after the start, for instance). */
#define MCPS_ERR_STATE (-2)
/* Memory, threads or descriptors could not be had. */
#define MCPS_ERR_RESOURCE (-3)
/* A file or folder that was named could not be opened or read. */
#define MCPS_ERR_IO (-4)
/* A configuration file or an option's value is wrong. */
#define MCPS_ERR_CONFIG (-5)
/* A rule file, a rule or a pattern is wrong. */
#define MCPS_ERR_RULE (-6)
/* No option, rule or format has that name. */
#define MCPS_ERR_NOT_FOUND (-7)
/* The engine was made in another process: it was inherited over fork(), and its threads were not. */
#define MCPS_ERR_FORKED (-8)
/* A write function that the caller gave has failed. */
#define MCPS_ERR_OUTPUT (-9)
/* A fault of the library itself. Please report it with the error's detail. */
#define MCPS_ERR_INTERNAL (-99)

/* ---------------------------------------------------------------------------------------------------------------
 * Severity and confidence
 * ------------------------------------------------------------------------------------------------------------- */

/* How bad it is if the finding is right; also how grave a diagnostic is (which uses LOW to CRITICAL). */
#define MCPS_SEVERITY_INFO 0
#define MCPS_SEVERITY_LOW 1
#define MCPS_SEVERITY_MEDIUM 2
#define MCPS_SEVERITY_HIGH 3
#define MCPS_SEVERITY_CRITICAL 4

/* How likely the finding is to be right. */
#define MCPS_CONFIDENCE_LOW 0
#define MCPS_CONFIDENCE_MEDIUM 1
#define MCPS_CONFIDENCE_HIGH 2

/* ---------------------------------------------------------------------------------------------------------------
 * Positions
 * ------------------------------------------------------------------------------------------------------------- */

/*
 * A place in a file as it lies on disk.
 *
 * `offset` counts bytes from 0 in the original file, whatever its encoding. `line` counts from 1; LF, CRLF and a
 * lone CR each end one line. `column` counts Unicode code points from 1 (SARIF's `unicodeCodePoints`), a byte that
 * is not valid in the file's encoding counting as one; `byte_column` counts the original bytes from 1.
 */
typedef struct mcps_position {
    uint64_t offset;
    uint32_t line;
    uint32_t column;
    uint32_t byte_column;
    uint32_t reserved;
} mcps_position;

/* The bytes from `start` up to, not including, `end`. */
typedef struct mcps_range {
    mcps_position start;
    mcps_position end;
} mcps_range;

/* ---------------------------------------------------------------------------------------------------------------
 * Options
 *
 * The types:
 *   bool      "true" or "false"
 *   int       a decimal number within the option's minimum and maximum
 *   size      a number of bytes, with an optional suffix KB, MB or GB (powers of 1000) or KiB, MiB or GiB
 *   duration  a number of seconds, or a number with the suffix ms, s, m or h
 *   choice    one of the option's choices
 *   string    any text
 *   list      setting it adds one item; setting it to the empty text removes all items
 * ------------------------------------------------------------------------------------------------------------- */

#define MCPS_OPTION_BOOL 0
#define MCPS_OPTION_INT 1
#define MCPS_OPTION_SIZE 2
#define MCPS_OPTION_DURATION 3
#define MCPS_OPTION_CHOICE 4
#define MCPS_OPTION_STRING 5
#define MCPS_OPTION_LIST 6

/* An option and its value. All texts are lent: static ones for ever, `value` and `origin` until the next change. */
typedef struct mcps_option {
    uint32_t struct_size;
    /* One of MCPS_OPTION_*. */
    int32_t type;
    /* In snake_case, such as "max_file_size". */
    mcps_text name;
    /* One or two sentences. */
    mcps_text help;
    /* The default in the form mcps_config_set takes; the items of a list are separated by newlines. */
    mcps_text default_value;
    /* The present value in the same form. The default when asked without a config. */
    mcps_text value;
    /* Where the present value comes from: "default", "set", or the configuration file's path. */
    mcps_text origin;
    /* The allowed values of a choice, separated by newlines; otherwise empty. */
    mcps_text choices;
    /* The bounds of an int (as it is), a size (bytes) or a duration (milliseconds). */
    int64_t minimum;
    int64_t maximum;
    /* The heading under which help and schema list the option. */
    mcps_text group;
    /* 1 if a configuration file that was found by searching may set it (see mcps_config_discover), else 0. */
    int32_t allowed_when_discovered;
    int32_t reserved;
} mcps_option;
#define MCPS_OPTION_INIT {sizeof(mcps_option), 0, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, 0, 0, {0, 0}, 0, 0}

#ifdef __cplusplus
}
#endif

#endif /* MCPSENTINEL_TYPES_H */
