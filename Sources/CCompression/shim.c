// Copyright 2026 The Headroom Authors. Licensed under the Apache License, Version 2.0.
#include "CCompression.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <zstd_errors.h>

struct cc_decoder {
  int32_t format;
  uint64_t memory_limit;
  z_stream gzip;
  ZSTD_DStream *zstd;
  lzma_stream xz;
};

static int32_t begin(cc_decoder *decoder) {
  switch (decoder->format) {
    case CC_GZIP:
      // 15 is the largest window; + 16 asks for the gzip wrapper and nothing else.
      return inflateInit2(&decoder->gzip, 15 + 16) == Z_OK ? CC_MORE : CC_NO_MEMORY;
    case CC_ZSTD:
      decoder->zstd = ZSTD_createDStream();
      return decoder->zstd == NULL ? CC_NO_MEMORY : CC_MORE;
    case CC_XZ: {
      const lzma_stream empty = LZMA_STREAM_INIT;
      decoder->xz = empty;
      return lzma_stream_decoder(&decoder->xz, decoder->memory_limit, 0) == LZMA_OK
                 ? CC_MORE
                 : CC_NO_MEMORY;
    }
    default:
      abort();
  }
}

cc_decoder *cc_decoder_create(int32_t format, uint64_t memory_limit) {
  cc_decoder *decoder = calloc(1, sizeof(cc_decoder));
  if (decoder == NULL) return NULL;
  decoder->format = format;
  decoder->memory_limit = memory_limit;
  if (begin(decoder) == CC_MORE) return decoder;
  cc_decoder_destroy(decoder);
  return NULL;
}

int32_t cc_decoder_reset(cc_decoder *decoder) {
  switch (decoder->format) {
    case CC_GZIP:
      return inflateReset(&decoder->gzip) == Z_OK ? CC_MORE : CC_NO_MEMORY;
    case CC_ZSTD:
      return ZSTD_isError(ZSTD_initDStream(decoder->zstd)) ? CC_NO_MEMORY : CC_MORE;
    default:
      return lzma_stream_decoder(&decoder->xz, decoder->memory_limit, 0) == LZMA_OK
                 ? CC_MORE
                 : CC_NO_MEMORY;
  }
}

static int32_t step_gzip(z_stream *stream, const uint8_t *in, size_t in_size, size_t *consumed,
                         uint8_t *out, size_t out_size, size_t *produced) {
  const uInt offered = in_size > UINT_MAX ? UINT_MAX : (uInt)in_size;
  const uInt room = out_size > UINT_MAX ? UINT_MAX : (uInt)out_size;
  stream->next_in = (Bytef *)in;
  stream->avail_in = offered;
  stream->next_out = out;
  stream->avail_out = room;
  const int result = inflate(stream, Z_NO_FLUSH);
  *consumed = offered - stream->avail_in;
  *produced = room - stream->avail_out;
  switch (result) {
    case Z_OK:
    case Z_BUF_ERROR:
      return CC_MORE;
    case Z_STREAM_END:
      return CC_MEMBER_END;
    case Z_MEM_ERROR:
      return CC_NO_MEMORY;
    default:
      return CC_CORRUPT;
  }
}

static int32_t step_zstd(ZSTD_DStream *stream, const uint8_t *in, size_t in_size,
                         size_t *consumed, uint8_t *out, size_t out_size, size_t *produced) {
  ZSTD_inBuffer input = {in, in_size, 0};
  ZSTD_outBuffer output = {out, out_size, 0};
  const size_t result = ZSTD_decompressStream(stream, &output, &input);
  *consumed = input.pos;
  *produced = output.pos;
  if (result == 0) return CC_MEMBER_END;
  if (!ZSTD_isError(result)) return CC_MORE;
  switch (ZSTD_getErrorCode(result)) {
    case ZSTD_error_frameParameter_windowTooLarge:
      return CC_MEMORY_LIMIT;
    case ZSTD_error_memory_allocation:
      return CC_NO_MEMORY;
    default:
      return CC_CORRUPT;
  }
}

static int32_t step_xz(lzma_stream *stream, const uint8_t *in, size_t in_size, size_t *consumed,
                       uint8_t *out, size_t out_size, size_t *produced) {
  stream->next_in = in;
  stream->avail_in = in_size;
  stream->next_out = out;
  stream->avail_out = out_size;
  const lzma_ret result = lzma_code(stream, LZMA_RUN);
  *consumed = in_size - stream->avail_in;
  *produced = out_size - stream->avail_out;
  switch (result) {
    case LZMA_OK:
    case LZMA_BUF_ERROR:
      return CC_MORE;
    case LZMA_STREAM_END:
      return CC_MEMBER_END;
    case LZMA_MEMLIMIT_ERROR:
      return CC_MEMORY_LIMIT;
    case LZMA_MEM_ERROR:
      return CC_NO_MEMORY;
    default:
      return CC_CORRUPT;
  }
}

int32_t cc_decoder_step(cc_decoder *decoder, const uint8_t *in, size_t in_size, size_t *consumed,
                        uint8_t *out, size_t out_size, size_t *produced) {
  switch (decoder->format) {
    case CC_GZIP:
      return step_gzip(&decoder->gzip, in, in_size, consumed, out, out_size, produced);
    case CC_ZSTD:
      return step_zstd(decoder->zstd, in, in_size, consumed, out, out_size, produced);
    default:
      return step_xz(&decoder->xz, in, in_size, consumed, out, out_size, produced);
  }
}

void cc_decoder_destroy(cc_decoder *decoder) {
  if (decoder == NULL) return;
  if (decoder->format == CC_GZIP) inflateEnd(&decoder->gzip);
  if (decoder->format == CC_ZSTD) ZSTD_freeDStream(decoder->zstd);
  if (decoder->format == CC_XZ) lzma_end(&decoder->xz);
  free(decoder);
}
