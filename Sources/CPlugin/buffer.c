/* buffer.c - bytes that grow, and the frames in them. SPDX-License-Identifier: Apache-2.0 */
#include "plugin.h"

#include <stdlib.h>
#include <string.h>

static int make_room(cplugin_buffer *buffer, size_t length) {
    if (buffer->failed) return -1;
    if (length <= buffer->capacity - buffer->count) return 0;
    size_t capacity = buffer->capacity > 256 ? buffer->capacity : 256;
    while (capacity - buffer->count < length) {
        if (capacity > SIZE_MAX / 2) {
            buffer->failed = 1;
            return -1;
        }
        capacity *= 2;
    }
    uint8_t *bytes = realloc(buffer->bytes, capacity);
    if (!bytes) {
        buffer->failed = 1;
        return -1;
    }
    buffer->bytes = bytes;
    buffer->capacity = capacity;
    return 0;
}

static void store_u32(uint8_t *bytes, uint32_t value) {
    for (int i = 0; i < 4; i++) bytes[i] = (uint8_t)(value >> (8 * i));
}

void buffer_put(cplugin_buffer *buffer, const void *bytes, size_t length) {
    if (length == 0 || make_room(buffer, length) != 0) return;
    memcpy(buffer->bytes + buffer->count, bytes, length);
    buffer->count += length;
}

void buffer_patch_u32(cplugin_buffer *buffer, size_t offset, uint32_t value) {
    if (!buffer->failed) store_u32(buffer->bytes + offset, value);
}

void buffer_put_empty_frame(cplugin_buffer *buffer, uint32_t kind) {
    cplugin_frame_end(buffer, cplugin_frame_begin(buffer, kind));
}

void cplugin_buffer_free(cplugin_buffer *buffer) {
    free(buffer->bytes);
    *buffer = (cplugin_buffer){0};
}

size_t cplugin_frame_begin(cplugin_buffer *buffer, uint32_t kind) {
    cplugin_put_u32(buffer, 0);
    cplugin_put_u32(buffer, kind);
    return buffer->count;
}

void cplugin_frame_end(cplugin_buffer *buffer, size_t payload) {
    size_t length = buffer->count - payload;
    if (length > UINT32_MAX) buffer->failed = 1;
    if (!buffer->failed) store_u32(buffer->bytes + payload - 8, (uint32_t)length);
}

void cplugin_put_u32(cplugin_buffer *buffer, uint32_t value) {
    uint8_t bytes[4];
    store_u32(bytes, value);
    buffer_put(buffer, bytes, sizeof bytes);
}

void cplugin_put_u64(cplugin_buffer *buffer, uint64_t value) {
    cplugin_put_u32(buffer, (uint32_t)value);
    cplugin_put_u32(buffer, (uint32_t)(value >> 32));
}

void cplugin_put_text(cplugin_buffer *buffer, const char *data, size_t length) {
    if (length > UINT32_MAX) buffer->failed = 1;
    cplugin_put_u32(buffer, (uint32_t)length);
    buffer_put(buffer, data, length);
}
