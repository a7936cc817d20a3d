/*
 * main.c - the plugin host: takes requests in the one order that makes sense, and answers them.
 *
 * It ends by `_exit` alone: nothing of the plugin's is to run then. What becomes of the host when the plugin crashes
 * is left to the kernel; the scanner sees it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _GNU_SOURCE
#include "host.h"

#include <dlfcn.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct host {
    shared shared;
    cplugin *plugin;
    cplugin_session *session;
    cplugin_buffer reply;
} host;

static uint64_t number_at(const uint8_t *bytes, int count) {
    uint64_t number = 0;
    for (int i = count - 1; i >= 0; i--) number = number << 8 | bytes[i];
    return number;
}

static void put_empty_frame(cplugin_buffer *reply, uint32_t kind) {
    cplugin_frame_end(reply, cplugin_frame_begin(reply, kind));
}

static void put_confinement_failure(cplugin_buffer *reply, const char *reason, size_t length) {
    size_t payload = cplugin_frame_begin(reply, CPLUGIN_FAILED);
    cplugin_put_u32(reply, CPLUGIN_STAGE_CONFINE);
    cplugin_put_text(reply, reason, length);
    cplugin_frame_end(reply, payload);
}

/* Ending a thread early unwinds its stack by this library, which glibc loads only then; that would be too late here.
 * */
static void load_unwinder(void) { (void)dlopen("libgcc_s.so.1", RTLD_NOW | RTLD_LOCAL); }

static void load(host *host, const request *request) {
    if (request->length != 24) _exit(EXIT_REQUEST);
    const uint8_t *payload = request->payload;
    cplugin_limits limits = {
        (uint32_t)number_at(payload, 4), (uint32_t)number_at(payload + 4, 4), (uint32_t)number_at(payload + 8, 4)};
    uint64_t memory_limit = number_at(payload + 12, 8);
    int strict = number_at(payload + 20, 4) != 0;
    uint32_t confinement = confine(memory_limit);
    if (strict && confinement != CPLUGIN_CONFINED_ALL) {
        char names[128], reason[256];
        int length = snprintf(reason, sizeof reason, "this system does not provide: %s",
                              missing_confinements(confinement, names, sizeof names));
        put_confinement_failure(&host->reply, reason, (size_t)length);
        return;
    }
    load_unwinder();
    char path[32];
    snprintf(path, sizeof path, "/proc/self/fd/%d", CPLUGIN_FD_LIBRARY);
    host->plugin = cplugin_load(path, &limits, confinement, &host->reply);
    close(CPLUGIN_FD_LIBRARY);
    if (complete_confinement(confinement) != 0) {
        static const char reason[] = "what only loading may do could not be taken away afterwards";
        host->plugin = NULL;
        host->reply.count = 0;
        put_confinement_failure(&host->reply, reason, sizeof reason - 1);
    }
}

/* CREATED stands for the session too, so it is taken back until there is one. */
static void create(host *host, const request *request) {
    cplugin_buffer *reply = &host->reply;
    if (cplugin_create(host->plugin, request->payload, request->length, reply) != 0) return;
    const size_t empty_frame = 8;
    reply->count -= empty_frame;
    host->session = cplugin_session_new(host->plugin, reply);
    if (host->session) put_empty_frame(reply, CPLUGIN_CREATED);
}

/* Without a new one nothing can be scanned any more, and the scanner is told why. */
static void renew(host *host) {
    cplugin_session_free(host->session);
    host->session = cplugin_session_new(host->plugin, &host->reply);
    if (host->session) put_empty_frame(&host->reply, CPLUGIN_CREATED);
}

static void finish(host *host) {
    cplugin_session_free(host->session);
    cplugin_destroy(host->plugin);
    host->session = NULL;
    host->plugin = NULL;
    put_empty_frame(&host->reply, CPLUGIN_FINISHED);
}

static int flush(void *context, cplugin_buffer *reply) {
    (void)context;
    answer(reply);
    return 0;
}

static void scan(host *host, const request *request) {
    const shared *shared = &host->shared;
    int status = cplugin_scan(host->session, request->payload, request->length, shared->arena, shared->arena_size,
                              shared->control, flush, NULL, &host->reply);
    if (status != 0) _exit(EXIT_REQUEST);
}

static void serve(host *host, const request *request) {
    switch (request->kind) {
    case CPLUGIN_CREATE:
        if (!host->plugin || host->session) _exit(EXIT_REQUEST);
        create(host, request);
        break;
    case CPLUGIN_SCAN:
        if (!host->session) _exit(EXIT_REQUEST);
        scan(host, request);
        break;
    case CPLUGIN_RENEW:
        if (!host->session) _exit(EXIT_REQUEST);
        renew(host);
        break;
    case CPLUGIN_FINISH:
        if (!host->session) _exit(EXIT_REQUEST);
        finish(host);
        break;
    case CPLUGIN_PING:
        put_empty_frame(&host->reply, CPLUGIN_PONG);
        break;
    default:
        _exit(EXIT_REQUEST);
    }
    answer(&host->reply);
}

/* Empty, and not NULL as clearenv leaves it: the Swift runtime reads it without a look. */
static char *no_environment[] = {NULL};

/* The scanner's thread may have had signals blocked, and the process it lives in may have had them ignored. */
static void reset_signals(void) {
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
    signal(SIGPIPE, SIG_IGN);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

int main(void) {
    host host = {0};
    const char *wrong = take_descriptors(&host.shared);
    if (wrong) {
        fprintf(stderr, "mcp-sentinel-plugin-host: %s. mcp-sentinel starts this program by itself.\n", wrong);
        return EXIT_DESCRIPTORS;
    }
    reset_signals();
    environ = no_environment;
    /* Each further arena would take 64 MiB of the address space that the memory limit counts. */
    mallopt(M_ARENA_MAX, 1);
    request request = {0};
    receive(&request);
    if (request.kind != CPLUGIN_LOAD) _exit(EXIT_REQUEST);
    load(&host, &request);
    answer(&host.reply);
    for (;;) {
        receive(&request);
        serve(&host, &request);
    }
}
