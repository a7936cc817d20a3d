/*
 * hyperscan.c - Hyperscan's speed at what the screen does: every occurrence of every literal, letters in either case, on one
 * thread, over files held in memory.
 *
 *     cc -O2 hyperscan.c -lhs -o hyperscan
 *     ./hyperscan LITERALS FOLDER
 *
 * LITERALS has one literal a line. Reading and compiling are not timed. Prints literals, bytes, seconds and hits.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _GNU_SOURCE
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include <hs/hs.h>

typedef struct {
    char *bytes;
    size_t length;
} text;

static text *files;
static size_t file_count, file_room;

static void fail(const char *what)
{
    fprintf(stderr, "hyperscan: %s\n", what);
    exit(2);
}

static void *checked(void *memory)
{
    if (memory == NULL)
        fail("out of memory");
    return memory;
}

static text read_file(const char *path, size_t size)
{
    text t = {checked(malloc(size + 1)), size};
    FILE *file = fopen(path, "rb");
    if (file == NULL || fread(t.bytes, 1, size, file) != size)
        fail(path);
    fclose(file);
    t.bytes[size] = '\0';
    return t;
}

static int keep(const char *path, const struct stat *status, int type, struct FTW *level)
{
    (void)level;
    if (type != FTW_F || !S_ISREG(status->st_mode))
        return 0;
    if (file_count == file_room) {
        file_room = file_room ? 2 * file_room : 1024;
        files = checked(realloc(files, file_room * sizeof *files));
    }
    files[file_count++] = read_file(path, (size_t)status->st_size);
    return 0;
}

/* All lines that are not empty; `*count` is how many. */
static hs_database_t *compile(const char *path, unsigned *count)
{
    struct stat status;
    const char **lines = NULL;
    size_t *lengths = NULL;
    unsigned *flags = NULL, *ids = NULL;
    hs_database_t *database = NULL;
    hs_compile_error_t *error = NULL;
    char *rest, *line;

    if (stat(path, &status) != 0)
        fail(path);
    rest = read_file(path, (size_t)status.st_size).bytes;
    *count = 0;
    while ((line = strsep(&rest, "\n")) != NULL) {
        if (*line == '\0')
            continue;
        lines = checked(realloc(lines, (*count + 1) * sizeof *lines));
        lengths = checked(realloc(lengths, (*count + 1) * sizeof *lengths));
        flags = checked(realloc(flags, (*count + 1) * sizeof *flags));
        ids = checked(realloc(ids, (*count + 1) * sizeof *ids));
        lines[*count] = line;
        lengths[*count] = strlen(line);
        flags[*count] = HS_FLAG_CASELESS;
        ids[*count] = *count;
        ++*count;
    }
    if (hs_compile_lit_multi(lines, flags, ids, lengths, *count, HS_MODE_BLOCK, NULL, &database, &error) != HS_SUCCESS)
        fail(error->message);
    free(lines);
    free(lengths);
    free(flags);
    free(ids);
    return database;
}

static int hit(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *context)
{
    (void)id, (void)from, (void)to, (void)flags;
    ++*(unsigned long *)context;
    return 0;
}

int main(int argc, char **argv)
{
    struct timespec start, end;
    hs_scratch_t *scratch = NULL;
    hs_database_t *database;
    unsigned long hits = 0, bytes = 0;
    unsigned literals;

    if (argc != 3) {
        fputs("usage: hyperscan LITERALS FOLDER\n", stderr);
        return 2;
    }
    database = compile(argv[1], &literals);
    if (hs_alloc_scratch(database, &scratch) != HS_SUCCESS)
        fail("no scratch space");
    if (nftw(argv[2], keep, 64, FTW_PHYS) != 0)
        fail(argv[2]);

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &start);
    for (size_t i = 0; i < file_count; i++) {
        bytes += files[i].length;
        if (hs_scan(database, files[i].bytes, (unsigned)files[i].length, 0, scratch, hit, &hits) != HS_SUCCESS)
            fail("scan failed");
    }
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end);

    printf("{\"literals\": %u, \"bytes\": %lu, \"seconds\": %.6f, \"hits\": %lu}\n", literals, bytes,
           (double)(end.tv_sec - start.tv_sec) + 1e-9 * (double)(end.tv_nsec - start.tv_nsec), hits);
    return 0;
}
