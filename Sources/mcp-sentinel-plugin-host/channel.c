/*
 * channel.c - frames over the socket to the scanner.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _GNU_SOURCE
#include "host.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

/* Reads all of it. A socket that is closed ends the process: the scanner wants nothing more. */
static void read_all(uint8_t *bytes, size_t length) {
    while (length > 0) {
        ssize_t count = read(CPLUGIN_FD_SOCKET, bytes, length);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) _exit(0);
        bytes += count;
        length -= (size_t)count;
    }
}

static uint32_t number_at(const uint8_t *b) {
    return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

void receive(request *request) {
    uint8_t header[8];
    read_all(header, sizeof header);
    request->length = number_at(header);
    request->kind = number_at(header + 4);
    if (request->length > MOST_FRAME_BYTES) _exit(EXIT_REQUEST);
    if (request->length > request->capacity) {
        free(request->payload);
        request->payload = malloc(request->length);
        if (!request->payload) _exit(EXIT_REQUEST);
        request->capacity = request->length;
    }
    read_all(request->payload, request->length);
}

void answer(cplugin_buffer *reply) {
    if (reply->failed) _exit(EXIT_REQUEST);
    for (size_t written = 0; written < reply->count;) {
        ssize_t count = write(CPLUGIN_FD_SOCKET, reply->bytes + written, reply->count - written);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) _exit(0);
        written += (size_t)count;
    }
    reply->count = 0;
}
