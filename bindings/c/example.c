/*
 * example.c - a whole program on top of mcpsentinel.h: scans the paths it is given and prints what was found.
 *
 *     cc -std=c99 example.c $(pkg-config --cflags --libs mcpsentinel) -o example
 *     ./example server/
 *
 * An argument `name=value` before the paths sets an option. Exits with 0 when nothing was found, 1 when something was, 2
 * when the program was used wrongly, 3 when the scan is incomplete, and 4 when it failed.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <mcpsentinel.h>

#define EXIT_FOUND 1
#define EXIT_USAGE 2
#define EXIT_INCOMPLETE 3
#define EXIT_FAILED 4

/* Prints why a call failed, and frees the error. */
static void complain(mcps_error *error)
{
    fprintf(stderr, "error: %s\n", mcps_error_message(error).data);
    if (mcps_error_detail(error).length > 0)
        fprintf(stderr, "%s\n", mcps_error_detail(error).data);
    mcps_error_free(error);
}

/* Makes an engine with the options among the arguments; `*first` becomes the index of the first path. */
static mcps_engine *make_engine(int argc, char **argv, int *first)
{
    mcps_error *error = NULL;
    mcps_config *config = NULL;
    mcps_engine *engine = NULL;
    int32_t status = mcps_config_new(&config, &error);
    int index = 1;

    for (; status == MCPS_OK && index < argc; index++) {
        char *sign = strchr(argv[index], '=');
        if (sign == NULL)
            break;
        *sign = '\0';
        status = mcps_config_set(config, argv[index], sign + 1, &error);
    }
    if (status == MCPS_OK)
        status = mcps_engine_new(config, &engine, &error);
    if (status != MCPS_OK)
        complain(error);
    /* The engine has what it needs from the configuration. */
    mcps_config_free(config);
    *first = index;
    return engine;
}

/* Prints a finding, and below it how something from outside gets there, where that is known. The texts belong to the
 * finding, and end in a NUL that printf can rely on. */
static void print_finding(const mcps_finding *finding)
{
    mcps_finding_info info = MCPS_FINDING_INFO_INIT;
    mcps_trace_step step = MCPS_TRACE_STEP_INIT;
    size_t index;

    if (mcps_finding_get(finding, &info) != MCPS_OK)
        return;
    printf("%s:%" PRIu32 ":%" PRIu32 ": %s: %s\n", info.path.data, info.range.start.line, info.range.start.column,
           info.rule_id.data, info.message.data);
    for (index = 0; index < mcps_finding_trace_count(finding); index++)
        if (mcps_finding_trace_at(finding, index, &step) == MCPS_OK)
            printf("    %s:%" PRIu32 ": %s\n", step.path.data, step.range.start.line, step.message.data);
}

/* Prints what went wrong, if it matters. */
static void print_diagnostic(const mcps_diagnostic *diagnostic)
{
    mcps_diagnostic_info info = MCPS_DIAGNOSTIC_INFO_INIT;

    if (mcps_diagnostic_get(diagnostic, &info) == MCPS_OK && info.severity > MCPS_SEVERITY_LOW)
        fprintf(stderr, "%s: %s\n", info.path.data, info.message.data);
}

/* Pulls all events of a scan. Returns the exit status. */
static int run(mcps_scan *scan, mcps_error **error)
{
    mcps_event event = MCPS_EVENT_INIT;
    mcps_summary summary = MCPS_SUMMARY_INIT;
    uint64_t found = 0;
    int32_t status;

    while ((status = mcps_scan_next(scan, -1, &event, error)) == MCPS_OK) {
        if (event.kind == MCPS_EVENT_FINDING) {
            print_finding(event.finding);
            found++;
        } else if (event.kind == MCPS_EVENT_DIAGNOSTIC) {
            print_diagnostic(event.diagnostic);
        }
    }
    if (status != MCPS_END || mcps_scan_summary(scan, &summary, error) != MCPS_OK)
        return EXIT_FAILED;
    if (found > 0)
        return EXIT_FOUND;
    return summary.complete ? 0 : EXIT_INCOMPLETE;
}

int main(int argc, char **argv)
{
    mcps_error *error = NULL;
    mcps_engine *engine;
    mcps_scan *scan = NULL;
    int result = EXIT_FAILED;
    int32_t status;
    int index;

    if (mcps_abi_version() < MCPS_ABI_VERSION) {
        fprintf(stderr, "error: libmcpsentinel %s is older than this program\n", mcps_version());
        return EXIT_FAILED;
    }
    engine = make_engine(argc, argv, &index);
    if (engine == NULL || index == argc) {
        fprintf(stderr, "usage: %s [option=value ...] path ...\n", argv[0]);
        mcps_engine_release(engine);
        return EXIT_USAGE;
    }
    status = mcps_scan_new(engine, &scan, &error);
    for (; status == MCPS_OK && index < argc; index++)
        status = mcps_scan_add_path(scan, argv[index], strlen(argv[index]), &error);
    if (status == MCPS_OK)
        status = mcps_scan_start(scan, &error);
    if (status == MCPS_OK)
        result = run(scan, &error);
    if (error != NULL)
        complain(error);
    mcps_scan_free(scan);
    mcps_engine_release(engine);
    return result;
}
