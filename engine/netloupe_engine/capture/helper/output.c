/* Writing whole blocks to files that somebody else opened. */
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pcapng.h"

const char* output_take(struct output* output, int file) {
    struct stat facts;
    const char* problem = NULL;
    int mode = fcntl(file, F_GETFL);
    if (output->next >= 0)
        problem = "More files were given than are needed.";
    else if (mode < 0 || (mode & O_ACCMODE) == O_RDONLY || fstat(file, &facts) || !S_ISREG(facts.st_mode))
        problem = "What was given is no file that can be written.";
    else if (facts.st_size != 0)
        problem = "The file that was given is not empty.";
    if (problem)
        close(file);
    else
        output->next = file;
    return problem;
}

int output_advance(struct output* output) {
    if (output->next < 0)
        return 0;
    if (output->fd >= 0)
        close(output->fd);
    output->fd = output->next;
    output->next = -1;
    output->number++;
    output->size = 0;
    output->file_packets = 0;
    return 1;
}

/* What of `size` bytes is whole blocks, and the packets in them. */
static size_t count(struct output* output, const uint8_t* blocks, size_t size) {
    size_t at = 0;
    while (size - at >= 12) {
        uint32_t block = pcapng_block_size(blocks + at), captured;
        if (block > size - at)
            break;
        if (pcapng_is_packet(blocks + at, &captured)) {
            output->packets++;
            output->file_packets++;
            output->bytes += captured;
        }
        at += block;
    }
    return at;
}

int output_write(struct output* output, const uint8_t* blocks, size_t size) {
    size_t written = 0;
    int problem = 0;
    while (written < size && !problem) {
        ssize_t step = write(output->fd, blocks + written, size - written);
        if (step > 0)
            written += (size_t)step;
        else if (step == 0)
            problem = ENOSPC;
        else if (errno != EINTR)
            problem = errno;
    }
    size_t whole = count(output, blocks, written);
    output->size += whole;
    if (whole != written && ftruncate(output->fd, (off_t)output->size) == 0)
        lseek(output->fd, (off_t)output->size, SEEK_SET);
    return problem;
}
