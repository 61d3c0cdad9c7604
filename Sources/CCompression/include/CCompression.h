// Streaming decompression with the system's codecs, one shape for all of them: bytes in, bytes out, a status.
#pragma once

#include <stddef.h>
#include <stdint.h>

/// The codecs.
enum { CC_GZIP = 1, CC_ZSTD = 2, CC_XZ = 3 };

/// What one step came to.
enum {
  CC_OK = 0,        ///< more to come
  CC_END = 1,       ///< the member, frame or stream ended; another one may follow
  CC_CORRUPT = -1,  ///< the bytes are not what the codec wrote
  CC_MEMORY = -2    ///< memory ran out
};

typedef struct cc_decoder cc_decoder;

/// A decoder for one codec; NULL where memory ran out.
cc_decoder *cc_open(int codec);
void cc_close(cc_decoder *decoder);

/// Decompresses from input to output. On return *used and *made say how far each went.
int cc_step(cc_decoder *decoder, const uint8_t *input, size_t input_size, size_t *used, uint8_t *output,
            size_t output_size, size_t *made);

/// Compresses in one go, for tests and writers: the bytes made, or 0 where the output is too small or the codec failed.
size_t cc_compress(int codec, const uint8_t *input, size_t input_size, uint8_t *output, size_t output_size);
size_t cc_compress_bound(size_t input_size);
