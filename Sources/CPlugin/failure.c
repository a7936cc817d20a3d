/* failure.c - says why a plugin cannot be used. SPDX-License-Identifier: Apache-2.0 */
#include "plugin.h"

#include <stdarg.h>
#include <stdio.h>

int failed(cplugin_buffer *reply, uint32_t stage, const char *format, ...) {
    char message[MOST_LINE_BYTES], line[MOST_LINE_BYTES];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    size_t kept = length < 0 ? 0 : (size_t)length < sizeof message ? (size_t)length : sizeof message - 1;
    /* A message may quote the plugin, or the dynamic loader quoting it. */
    size_t clean = text_clean_line(message, kept, line, sizeof line);
    size_t payload = cplugin_frame_begin(reply, CPLUGIN_FAILED);
    cplugin_put_u32(reply, stage);
    cplugin_put_text(reply, line, clean);
    cplugin_frame_end(reply, payload);
    return -1;
}
