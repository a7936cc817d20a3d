/*
 * shared_memory.c - memory that the scanner shares with plugin hosts, sealed so that neither side can surprise the other.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "launch.h"

#ifndef F_SEAL_FUTURE_WRITE
#define F_SEAL_FUTURE_WRITE 0x0010
#endif
#ifndef MFD_EXEC
#define MFD_EXEC 0x0010U
#endif

static int closed(int descriptor)
{
    int failure = errno;

    close(descriptor);
    return -failure;
}

/* A kernel that does not know MFD_EXEC allows execution anyway. */
static int executable_memory(void)
{
    int descriptor = memfd_create("mcp-sentinel-plugin", MFD_CLOEXEC | MFD_ALLOW_SEALING | MFD_EXEC);

    if (descriptor < 0 && errno == EINVAL)
        descriptor = memfd_create("mcp-sentinel-plugin", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    return descriptor;
}

static int write_all(int descriptor, const uint8_t *bytes, size_t count)
{
    while (count > 0) {
        ssize_t written = write(descriptor, bytes, count);
        if (written < 0 && errno != EINTR)
            return -1;
        if (written > 0) {
            bytes += written;
            count -= (size_t)written;
        }
    }
    return 0;
}

int cplugin_sealed_copy(int source, size_t limit)
{
    uint8_t buffer[65536];
    off_t offset = 0;
    int copy = executable_memory();

    if (copy < 0)
        return -errno;
    for (;;) {
        ssize_t count = pread(source, buffer, sizeof buffer, offset);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return closed(copy);
        if (count == 0)
            break;
        if ((size_t)offset + (size_t)count > limit) {
            errno = EFBIG;
            return closed(copy);
        }
        if (write_all(copy, buffer, (size_t)count) != 0)
            return closed(copy);
        offset += count;
    }
    if (fcntl(copy, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) != 0)
        return closed(copy);
    return copy;
}

/* Memory of a fixed size, mapped for writing; `seals` are added once it is. */
static int shared(const char *name, size_t size, int seals, void **mapped)
{
    int descriptor = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);

    if (descriptor < 0)
        return -errno;
    if (ftruncate(descriptor, (off_t)size) != 0)
        return closed(descriptor);
    *mapped = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    if (*mapped == MAP_FAILED)
        return closed(descriptor);
    if (fcntl(descriptor, F_ADD_SEALS, seals | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) != 0) {
        int failure = closed(descriptor);
        munmap(*mapped, size);
        return failure;
    }
    return descriptor;
}

int cplugin_arena_new(size_t size, uint8_t **mapped)
{
    void *place = NULL;
    int descriptor = shared("mcp-sentinel-arena", size, F_SEAL_FUTURE_WRITE, &place);

    *mapped = descriptor >= 0 ? place : NULL;
    return descriptor;
}

int cplugin_control_new(cplugin_control **mapped)
{
    void *place = NULL;
    int descriptor = shared("mcp-sentinel-control", sizeof(cplugin_control), 0, &place);

    *mapped = descriptor >= 0 ? place : NULL;
    return descriptor;
}

void cplugin_unmap(void *mapped, size_t size)
{
    if (mapped)
        munmap(mapped, size);
}

uint32_t cplugin_control_current(const cplugin_control *control)
{
    return __atomic_load_n(&control->current, __ATOMIC_ACQUIRE);
}

void cplugin_control_reset(cplugin_control *control)
{
    __atomic_store_n(&control->current, 0, __ATOMIC_RELEASE);
    __atomic_store_n(&control->cancelled, 0, __ATOMIC_RELEASE);
}

void cplugin_control_cancel(cplugin_control *control)
{
    __atomic_store_n(&control->cancelled, 1, __ATOMIC_RELEASE);
}
