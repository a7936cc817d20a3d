/*
 * inprocess.c - a process that runs a plugin itself, on several threads, as the scanner does with a trusted one.
 *
 *     inprocess LIBRARY ARENA THREADS < requests > replies
 *
 * Requests are frames: LOAD first, then CREATE and SCAN. Each SCAN is run on all threads at the same time, several
 * times, and the replies must be the same bytes. A request that is malformed is answered by an empty frame of kind 0.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <cplugin.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_THREADS 8
#define ROUNDS 3

typedef struct request {
    uint32_t kind;
    uint32_t length;
    uint8_t *payload;
} request;

typedef struct worker {
    cplugin_session *session;
    const request *request;
    const uint8_t *arena;
    size_t arena_size;
    cplugin_control control;
    cplugin_buffer reply;
    int status;
} worker;

static void fail(const char *what) {
    fprintf(stderr, "inprocess: %s\n", what);
    exit(1);
}

static uint32_t number_at(const uint8_t *b) {
    return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

/* The payload has a block of its own size, so that a read behind it is noticed. */
static int receive(request *to) {
    uint8_t header[8];
    if (fread(header, 1, sizeof header, stdin) != sizeof header) return 0;
    *to = (request){number_at(header + 4), number_at(header), malloc(number_at(header))};
    if (fread(to->payload, 1, to->length, stdin) != to->length) fail("a request is cut");
    return 1;
}

static void answer(cplugin_buffer *reply) {
    if (reply->count > 0) fwrite(reply->bytes, 1, reply->count, stdout);
    reply->count = 0;
}

static uint8_t *read_arena(const char *path, size_t *size) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0) fail("no arena");
    *size = (size_t)ftell(file);
    rewind(file);
    uint8_t *arena = malloc(*size);
    if (fread(arena, 1, *size, file) != *size) fail("no arena");
    fclose(file);
    return arena;
}

static void *work(void *context) {
    worker *worker = context;
    for (int round = 0; round < ROUNDS; round++) {
        worker->reply.count = 0;
        const request *asked = worker->request;
        worker->status = cplugin_scan(worker->session, asked->payload, asked->length, worker->arena,
                                      worker->arena_size, &worker->control, NULL, NULL, &worker->reply);
    }
    return NULL;
}

static void scan(worker *workers, int count, const request *request) {
    pthread_t threads[MOST_THREADS];
    for (int i = 0; i < count; i++) {
        workers[i].request = request;
        if (pthread_create(&threads[i], NULL, work, &workers[i]) != 0) fail("no thread");
    }
    for (int i = 0; i < count; i++) pthread_join(threads[i], NULL);
    for (int i = 1; i < count; i++) {
        const cplugin_buffer *first = &workers[0].reply, *other = &workers[i].reply;
        if (workers[i].status != workers[0].status) fail("threads disagree");
        if (first->count != other->count) fail("threads disagree");
        if (first->count > 0 && memcmp(first->bytes, other->bytes, first->count) != 0) fail("threads disagree");
    }
    if (workers[0].status == 0) {
        answer(&workers[0].reply);
        return;
    }
    workers[0].reply.count = 0;
    cplugin_frame_end(&workers[0].reply, cplugin_frame_begin(&workers[0].reply, 0));
    answer(&workers[0].reply);
}

static void serve(cplugin *plugin, worker *workers, int count) {
    cplugin_buffer reply = {0};
    request request;
    while (receive(&request)) {
        if (request.kind == CPLUGIN_CREATE) {
            if (cplugin_create(plugin, request.payload, request.length, &reply) == 0) {
                for (int i = 0; i < count; i++) workers[i].session = cplugin_session_new(plugin, &reply);
            }
            answer(&reply);
        } else if (request.kind == CPLUGIN_SCAN && workers[0].session) {
            scan(workers, count, &request);
        }
        free(request.payload);
    }
    cplugin_buffer_free(&reply);
}

int main(int argc, char **argv) {
    if (argc != 4) return 2;
    worker workers[MOST_THREADS] = {{0}};
    int count = atoi(argv[3]);
    size_t size;
    uint8_t *arena = read_arena(argv[2], &size);
    for (int i = 0; i < count; i++) workers[i].arena = arena, workers[i].arena_size = size;
    request load;
    if (!receive(&load) || load.length < 12) fail("no LOAD");
    cplugin_limits limits = {number_at(load.payload), number_at(load.payload + 4), number_at(load.payload + 8)};
    cplugin_buffer reply = {0};
    cplugin *plugin = cplugin_load(argv[1], &limits, 0, &reply);
    answer(&reply);
    if (plugin) serve(plugin, workers, count);
    for (int i = 0; i < count; i++) {
        cplugin_session_free(workers[i].session);
        cplugin_buffer_free(&workers[i].reply);
    }
    cplugin_destroy(plugin);
    cplugin_buffer_free(&reply);
    free(load.payload);
    free(arena);
    return 0;
}
