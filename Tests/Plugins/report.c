/*
 * report.c - scans the paths it is given with the options it is given (name=value), and writes the JSON report to standard
 * output: what the tests compare with the reports of the command and of Python.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <string.h>

#include <mcpsentinel.h>

static int32_t put(void *context, const void *data, size_t length)
{
    return fwrite(data, 1, length, context) == length ? 0 : 1;
}

static int complain(mcps_error *error)
{
    fprintf(stderr, "%s\n", mcps_error_message(error).data);
    mcps_error_free(error);
    return 4;
}

static int32_t set(mcps_config *config, char *argument, mcps_error **error)
{
    char *sign = strchr(argument, '=');
    if (!sign)
        return mcps_config_add_root(config, argument, strlen(argument), error);
    *sign = '\0';
    return mcps_config_set(config, argument, sign + 1, error);
}

int main(int argc, char **argv)
{
    mcps_error *error = NULL;
    mcps_config *config = NULL;
    mcps_engine *engine = NULL;
    mcps_scan *scan = NULL;
    int32_t status = mcps_config_new(&config, &error);
    int first = 1;

    while (first < argc && strchr(argv[first], '='))
        first++;
    for (int index = 1; status == MCPS_OK && index < argc; index++)
        status = set(config, argv[index], &error);
    if (status == MCPS_OK)
        status = mcps_engine_new(config, &engine, &error);
    mcps_config_free(config);
    if (status == MCPS_OK)
        status = mcps_scan_new(engine, &scan, &error);
    for (int index = first; status == MCPS_OK && index < argc; index++)
        status = mcps_scan_add_path(scan, argv[index], strlen(argv[index]), &error);
    if (status == MCPS_OK)
        status = mcps_scan_add_output(scan, "json", put, stdout, &error);
    if (status == MCPS_OK)
        status = mcps_scan_run(scan, NULL, NULL, &error);
    mcps_scan_free(scan);
    mcps_engine_release(engine);
    return status < 0 ? complain(error) : 0;
}
