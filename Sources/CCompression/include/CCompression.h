// Copyright 2026 The Headroom Authors. Licensed under the Apache License, Version 2.0.
//
// The system's zlib, libzstd and liblzma. The headers are passed on as they are, for callers that want a plain
// function (crc32, ZSTD_compress); the streaming decoders, whose set-up hides in macros and in structures with
// pointers into themselves, stand behind four functions.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include <lzma.h>
#include <zlib.h>
#include <zstd.h>

#define CC_GZIP 1
#define CC_ZSTD 2
#define CC_XZ 3

/// More input or more room is needed.
#define CC_MORE 0
/// One member (gzip), frame (zstd) or stream (xz) is complete; its checksum held.
#define CC_MEMBER_END 1
/// The bytes are not what the format allows, or a checksum differs.
#define CC_CORRUPT (-1)
/// Decoding would need more memory than the limit given at creation.
#define CC_MEMORY_LIMIT (-2)
/// The system has no memory left.
#define CC_NO_MEMORY (-3)

typedef struct cc_decoder cc_decoder;

/// Creates a decoder for one member of `format`; NULL where memory is short. `memory_limit` is in bytes.
cc_decoder *cc_decoder_create(int32_t format, uint64_t memory_limit);

/// Makes the decoder ready for the next member; CC_MORE or CC_NO_MEMORY.
int32_t cc_decoder_reset(cc_decoder *decoder);

/// Decodes from `in` to `out` and says how much of each was used.
int32_t cc_decoder_step(cc_decoder *decoder, const uint8_t *in, size_t in_size, size_t *consumed,
                        uint8_t *out, size_t out_size, size_t *produced);

/// Frees the decoder; NULL is allowed.
void cc_decoder_destroy(cc_decoder *decoder);
