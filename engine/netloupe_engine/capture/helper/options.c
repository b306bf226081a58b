/* Reading options: every number within limits, every name one that a network device can have. */
#include "options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const uint64_t SECOND_NS = 1000000000;
static char problem[128];

/* Decimal digits only, within [least, most]: strtoull would take signs, blanks and octal. */
static bool number(const char* text, uint64_t least, uint64_t most, uint64_t* value) {
    *value = 0;
    if (*text == '\0' || strlen(text) > 18)
        return false;
    for (; *text; text++) {
        if (*text < '0' || *text > '9')
            return false;
        *value = *value * 10 + (uint64_t)(*text - '0');
    }
    return *value >= least && *value <= most;
}

/* The kernel's own rule for names of devices, narrowed to printable ASCII. */
static bool is_device_name(const char* text) {
    size_t size = strlen(text);
    if (size == 0 || size >= NAME_SIZE || !strcmp(text, ".") || !strcmp(text, ".."))
        return false;
    for (; *text; text++)
        if (*text <= ' ' || *text > '~' || *text == '/' || *text == ':')
            return false;
    return true;
}

static bool add_device(struct options* options, const char* name) {
    if (options->device_count == DEVICES_MAX || !is_device_name(name))
        return false;
    for (int i = 0; i < options->device_count; i++)
        if (!strcmp(options->devices[i], name))
            return false;
    options->devices[options->device_count++] = name;
    return true;
}

static bool direction(const char* text, pcap_direction_t* way) {
    *way = !strcmp(text, "in") ? PCAP_D_IN : !strcmp(text, "out") ? PCAP_D_OUT : PCAP_D_INOUT;
    return *way != PCAP_D_INOUT || !strcmp(text, "both");
}

static bool filter(const char* text, const char** kept) {
    *kept = text;
    return strlen(text) <= FILTER_BYTES_MAX;
}

static bool integer(const char* text, uint64_t least, uint64_t most, int* kept) {
    uint64_t value;
    bool good = number(text, least, most, &value);
    *kept = (int)value;
    return good;
}

static bool milliseconds(const char* text, uint64_t* kept_ns) {
    bool good = number(text, 1, UINT64_C(1000) * 86400 * 366, kept_ns);
    *kept_ns *= SECOND_NS / 1000;
    return good;
}

static const struct option LONG[] = {
    {"probe", required_argument, NULL, 'P'},        {"device", required_argument, NULL, 'i'},
    {"filter", required_argument, NULL, 'f'},       {"snap-length", required_argument, NULL, 's'},
    {"buffer-bytes", required_argument, NULL, 'B'}, {"timeout-ms", required_argument, NULL, 't'},
    {"direction", required_argument, NULL, 'Q'},    {"not-promiscuous", no_argument, NULL, 'p'},
    {"immediate", no_argument, NULL, 'I'},          {"microseconds", no_argument, NULL, 'u'},
    {"stop-packets", required_argument, NULL, 'c'}, {"stop-bytes", required_argument, NULL, 'C'},
    {"stop-ms", required_argument, NULL, 'G'},      {"file-bytes", required_argument, NULL, 'b'},
    {"file-ms", required_argument, NULL, 'g'},      {NULL, 0, NULL, 0},
};

static bool take(struct options* options, int letter, const char* text) {
    const uint64_t most = UINT64_C(1) << 56;
    switch (letter) {
        case 'P':
            options->probe = true;
            return !strcmp(text, "-") || add_device(options, text);
        case 'i': return add_device(options, text);
        case 'f': return filter(text, &options->filter);
        case 's': return integer(text, 1, SNAP_LENGTH_MAX, &options->snap_length);
        case 'B': return integer(text, BUFFER_BYTES_MIN, 1 << 30, &options->buffer_bytes);
        case 't': return integer(text, 1, 900, &options->timeout_ms);
        case 'Q': return direction(text, &options->direction);
        case 'p': return options->promiscuous = false, true;
        case 'I': return options->immediate = true;
        case 'u': return options->nanoseconds = false, true;
        case 'c': return number(text, 1, most, &options->stop_packets);
        case 'C': return number(text, 1, most, &options->stop_bytes);
        case 'G': return milliseconds(text, &options->stop_ns);
        case 'b': return number(text, 4096, most, &options->file_bytes);
        case 'g': return milliseconds(text, &options->file_ns);
        default: return false;
    }
}

const char* options_read(struct options* options, int count, char** words) {
    *options = (struct options){
        .filter = "", .promiscuous = true, .nanoseconds = true, .direction = PCAP_D_INOUT,
        .snap_length = SNAP_LENGTH_MAX, .buffer_bytes = 32 << 20, .timeout_ms = 25,
    };
    opterr = 0;
    int letter, index = 0;
    while ((letter = getopt_long(count, words, "", LONG, &index)) != -1) {
        if (letter == '?')
            return "An option is unknown, or lacks its value.";
        if (!take(options, letter, optarg ? optarg : "")) {
            snprintf(problem, sizeof problem, "The value of --%s is not within its limits.", LONG[index].name);
            return problem;
        }
    }
    if (optind != count)
        return "There is a word that is no option.";
    if (options->device_count == 0 && !options->probe)
        return "No device was named.";
    return NULL;
}

bool options_share_buffers(struct options* options, long long held) {
    long long share = (BUFFERS_BYTES_MAX - held) / options->device_count;
    if (options->buffer_bytes > share)
        options->buffer_bytes = (int)share;
    return share >= BUFFER_BYTES_MIN;
}
