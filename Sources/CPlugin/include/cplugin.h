/*
 * cplugin.h - loads a plugin and calls it; the same code in the plugin host (isolated) and in the scanner (in process).
 *
 * Requests and replies are the payloads of frames, in both modes: what differs is who carries them. So a plugin's results
 * are decoded in one place, and are the same bytes in either mode.
 *
 * A frame is a u32 length of the payload, a u32 kind, and the payload. Numbers are little-endian; a text is a u32 length and
 * its bytes.
 *
 *     scanner -> host                           host -> scanner
 *     LOAD                                      DESCRIBED, or FAILED
 *     CREATE                                    CREATED, or FAILED
 *     SCAN                                      FILE for each entry with something to tell, in order, LOGGED in between, then DONE
 *     PING                                      PONG
 *     RENEW                                     CREATED, or FAILED
 *     FINISH                                    FINISHED; nothing but PING may follow
 *
 * LOGGED frames may come before DESCRIBED, CREATED and FAILED too: a plugin may log in any of its functions.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CPLUGIN_H
#define CPLUGIN_H

#include <stddef.h>
#include <stdint.h>

/* u32 match limit, u32 depth limit, u32 heap limit in KiB, u64 memory limit in bytes (0: none), u32 strict (1: refuse to run
 * unless fully confined). */
#define CPLUGIN_LOAD 1u
/* u32 count; of each option: text name, text value. */
#define CPLUGIN_CREATE 2u
/* u32 most findings of a file, u32 count; of each entry: u32 kind (CPLUGIN_ENTRY_*), u64 offset and u64 length in the arena,
 * text path, text types, u32 count of matches; of each match: u32 rule, u64 start, u64 end. */
#define CPLUGIN_SCAN 3u
/* Nothing. */
#define CPLUGIN_PING 4u
/* Nothing. Frees the session and makes another. Only who tries a plugin out asks for this and the next. */
#define CPLUGIN_RENEW 5u
/* Nothing. Frees the session and destroys the instance. */
#define CPLUGIN_FINISH 6u

/* u32 confinement (CPLUGIN_CONFINED_*), u32 abi, u32 capabilities, texts id, version, title, file types;
 * u32 count of rules; of each: i32 severity, i32 confidence, u32 flags, texts id, title, category, cwe, message, why, fix,
 * references, pattern, keywords, applies_to, u32 max_length;
 * u32 count of options; of each: i32 type, texts name, help, default, choices, i64 minimum, i64 maximum;
 * u32 count of examples; of each: i32 fires, texts rule id, file name, text. */
#define CPLUGIN_DESCRIBED 17u
/* u32 stage (CPLUGIN_STAGE_*), text message. */
#define CPLUGIN_FAILED 18u
/* Nothing. */
#define CPLUGIN_CREATED 19u
/* u32 index of the entry, i32 status the plugin returned, u32 findings beyond the limit; u32 count of findings; of each: u32
 * rule, i32 severity, i32 confidence, u64 start, u64 end, u64 secret start, u64 secret end, text message, text evidence;
 * u32 count of accepted matches; of each: u32 index; u32 count of complaints (bad reports); of each: text. */
#define CPLUGIN_FILE 20u
/* u32 entries done. */
#define CPLUGIN_DONE 21u
/* Nothing. */
#define CPLUGIN_PONG 22u
/* i32 severity, text. */
#define CPLUGIN_LOGGED 23u
/* Nothing. */
#define CPLUGIN_FINISHED 24u

#define CPLUGIN_ENTRY_FILE 1u
#define CPLUGIN_ENTRY_LISTING 2u
/* Only the matches are judged. */
#define CPLUGIN_ENTRY_MATCHES 3u

/* Where loading failed. */
#define CPLUGIN_STAGE_CONFINE 1u
#define CPLUGIN_STAGE_OPEN 2u
#define CPLUGIN_STAGE_ENTRY 3u
#define CPLUGIN_STAGE_VERSION 4u
#define CPLUGIN_STAGE_SIZE 5u
#define CPLUGIN_STAGE_FUNCTIONS 6u
#define CPLUGIN_STAGE_DESCRIPTION 7u
#define CPLUGIN_STAGE_CREATE 8u

#define CPLUGIN_CONFINED_NO_NEW_PRIVILEGES 1u
#define CPLUGIN_CONFINED_LIMITS 2u
#define CPLUGIN_CONFINED_SECCOMP 4u
#define CPLUGIN_CONFINED_LANDLOCK 8u
#define CPLUGIN_CONFINED_ALL 15u

/* The descriptors of the plugin host. */
#define CPLUGIN_FD_SOCKET 3
#define CPLUGIN_FD_ARENA 4
#define CPLUGIN_FD_LIBRARY 5
#define CPLUGIN_FD_CONTROL 6

/* What both sides see while a SCAN runs; the host's side is not to be trusted. Accessed atomically. */
typedef struct cplugin_control {
    /* The entry in work; set by the host before it calls the plugin. */
    uint32_t current;
    /* Set by the scanner. */
    uint32_t cancelled;
} cplugin_control;

/* Zero bytes after each entry's content in the arena. */
#define CPLUGIN_PADDING 64u

/* Bytes that grow. Zero-initialise it. */
typedef struct cplugin_buffer {
    uint8_t *bytes;
    size_t count;
    size_t capacity;
    /* 1 when memory was short: what is in it is not whole. */
    int failed;
} cplugin_buffer;

void cplugin_buffer_free(cplugin_buffer *buffer);
/* Appends a frame's header; returns where its payload starts, for cplugin_frame_end. */
size_t cplugin_frame_begin(cplugin_buffer *buffer, uint32_t kind);
void cplugin_frame_end(cplugin_buffer *buffer, size_t payload);
void cplugin_put_u32(cplugin_buffer *buffer, uint32_t value);
void cplugin_put_u64(cplugin_buffer *buffer, uint64_t value);
void cplugin_put_text(cplugin_buffer *buffer, const char *data, size_t length);

typedef struct cplugin_limits {
    uint32_t match;
    uint32_t depth;
    uint32_t heap_kib;
} cplugin_limits;

/* A loaded library. */
typedef struct cplugin cplugin;
/* A session of it, for one thread. */
typedef struct cplugin_session cplugin_session;

/*
 * Loads the library at `path` (for ever) and checks what it declares, in small steps: the version first, then sizes, required
 * functions, the capability groups, texts. Appends a DESCRIBED frame with `confinement`, or a FAILED frame; NULL then.
 */
cplugin *cplugin_load(const char *path, const cplugin_limits *limits, uint32_t confinement, cplugin_buffer *reply);

/* Takes the payload of a CREATE request and appends a CREATED or a FAILED frame. Returns 0 for the first. Once. */
int cplugin_create(cplugin *plugin, const uint8_t *request, size_t length, cplugin_buffer *reply);

/* NULL, with a FAILED frame appended, when the plugin or memory says no. From any thread. */
cplugin_session *cplugin_session_new(cplugin *plugin, cplugin_buffer *reply);
void cplugin_session_free(cplugin_session *session);

/* Calls the plugin's `destroy`, if it was created, and frees what is ours. All sessions must be gone. */
void cplugin_destroy(cplugin *plugin);

/* Called now and then with what is in a reply so far; takes it out (count = 0), or returns other than 0 to stop. */
typedef int (*cplugin_flush)(void *context, cplugin_buffer *reply);

/*
 * Takes the payload of a SCAN request, calls the plugin for each entry, and appends FILE and LOGGED frames and DONE. Entries must
 * lie in the arena, with their padding. `flush` may be NULL. Returns 0; other than 0 for a request that is malformed or a `flush`
 * that failed.
 */
int cplugin_scan(cplugin_session *session, const uint8_t *request, size_t length, const uint8_t *arena,
                 size_t arena_size, cplugin_control *control, cplugin_flush flush, void *context,
                 cplugin_buffer *reply);

/* A match that `accept` is asked about. */
typedef struct cplugin_match {
    uint32_t rule;
    uint32_t reserved;
    uint64_t start;
    uint64_t end;
} cplugin_match;

/* A file for cplugin_look, wherever it lies. */
typedef struct cplugin_file {
    /* CPLUGIN_ENTRY_*. */
    uint32_t kind;
    uint32_t match_count;
    /* `path` and `types` have a NUL behind them, `content` has CPLUGIN_PADDING zero bytes. */
    const char *path;
    size_t path_length;
    const char *types;
    size_t types_length;
    const uint8_t *content;
    size_t length;
    const cplugin_match *matches;
} cplugin_file;

/*
 * Calls the plugin for one file without a request being written and read: for the plugins in process, where that would cost more
 * than the call. Appends a FILE frame (of index 0) and LOGGED frames if there is anything to tell, and nothing else. Returns 0;
 * other than 0 when memory is short.
 */
int cplugin_look(cplugin_session *session, const cplugin_file *file, uint32_t most_findings, cplugin_buffer *reply);

#endif /* CPLUGIN_H */
