#include "CCompression.h"

#include <lzma.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

struct cc_decoder {
  int codec;
  z_stream gzip;
  ZSTD_DStream *zstd;
  lzma_stream xz;
};

// 16 asks zlib for the gzip wrapper; 15 is the largest window.
enum { GZIP_WINDOW = 15 + 16 };

// What a decoder of xz may take; the largest preset needs 65 MiB.
static const uint64_t XZ_MEMORY = 512ull << 20;

static int xz_start(cc_decoder *d) {
  return lzma_stream_decoder(&d->xz, XZ_MEMORY, 0) == LZMA_OK;
}

cc_decoder *cc_open(int codec) {
  cc_decoder *d = calloc(1, sizeof *d);
  if (!d) return NULL;
  d->codec = codec;
  d->xz = (lzma_stream)LZMA_STREAM_INIT;
  int ok = 0;
  if (codec == CC_GZIP) ok = inflateInit2(&d->gzip, GZIP_WINDOW) == Z_OK;
  if (codec == CC_ZSTD) ok = (d->zstd = ZSTD_createDStream()) != NULL;
  if (codec == CC_XZ) ok = xz_start(d);
  if (!ok) {
    free(d);
    return NULL;
  }
  return d;
}

void cc_close(cc_decoder *d) {
  if (!d) return;
  if (d->codec == CC_GZIP) inflateEnd(&d->gzip);
  if (d->codec == CC_ZSTD) ZSTD_freeDStream(d->zstd);
  if (d->codec == CC_XZ) lzma_end(&d->xz);
  free(d);
}

static int gzip_step(cc_decoder *d, const uint8_t *in, size_t n, size_t *used, uint8_t *out, size_t m, size_t *made) {
  d->gzip.next_in = (Bytef *)in;
  d->gzip.avail_in = (uInt)n;
  d->gzip.next_out = out;
  d->gzip.avail_out = (uInt)m;
  int status = inflate(&d->gzip, Z_NO_FLUSH);
  *used = n - d->gzip.avail_in;
  *made = m - d->gzip.avail_out;
  if (status == Z_STREAM_END) return inflateReset(&d->gzip) == Z_OK ? CC_END : CC_CORRUPT;
  if (status == Z_OK || status == Z_BUF_ERROR) return CC_OK;
  return status == Z_MEM_ERROR ? CC_MEMORY : CC_CORRUPT;
}

static int zstd_step(cc_decoder *d, const uint8_t *in, size_t n, size_t *used, uint8_t *out, size_t m, size_t *made) {
  ZSTD_inBuffer input = {in, n, 0};
  ZSTD_outBuffer output = {out, m, 0};
  size_t status = ZSTD_decompressStream(d->zstd, &output, &input);
  *used = input.pos;
  *made = output.pos;
  if (ZSTD_isError(status)) return CC_CORRUPT;
  return status == 0 ? CC_END : CC_OK;
}

static int xz_step(cc_decoder *d, const uint8_t *in, size_t n, size_t *used, uint8_t *out, size_t m, size_t *made) {
  d->xz.next_in = in;
  d->xz.avail_in = n;
  d->xz.next_out = out;
  d->xz.avail_out = m;
  lzma_ret status = lzma_code(&d->xz, LZMA_RUN);
  *used = n - d->xz.avail_in;
  *made = m - d->xz.avail_out;
  if (status == LZMA_STREAM_END) return xz_start(d) ? CC_END : CC_MEMORY;
  if (status == LZMA_OK || status == LZMA_BUF_ERROR) return CC_OK;
  return status == LZMA_MEM_ERROR || status == LZMA_MEMLIMIT_ERROR ? CC_MEMORY : CC_CORRUPT;
}

int cc_step(cc_decoder *d, const uint8_t *in, size_t n, size_t *used, uint8_t *out, size_t m, size_t *made) {
  if (d->codec == CC_GZIP) return gzip_step(d, in, n, used, out, m, made);
  if (d->codec == CC_ZSTD) return zstd_step(d, in, n, used, out, m, made);
  return xz_step(d, in, n, used, out, m, made);
}

size_t cc_compress_bound(size_t n) { return n + n / 2 + 4096; }

static size_t gzip_compress(const uint8_t *in, size_t n, uint8_t *out, size_t m) {
  z_stream s = {0};
  if (deflateInit2(&s, Z_DEFAULT_COMPRESSION, Z_DEFLATED, GZIP_WINDOW, 8, Z_DEFAULT_STRATEGY) != Z_OK) return 0;
  s.next_in = (Bytef *)in;
  s.avail_in = (uInt)n;
  s.next_out = out;
  s.avail_out = (uInt)m;
  int status = deflate(&s, Z_FINISH);
  size_t made = s.total_out;
  deflateEnd(&s);
  return status == Z_STREAM_END ? made : 0;
}

size_t cc_compress(int codec, const uint8_t *in, size_t n, uint8_t *out, size_t m) {
  if (codec == CC_GZIP) return gzip_compress(in, n, out, m);
  if (codec == CC_ZSTD) {
    size_t made = ZSTD_compress(out, m, in, n, 3);
    return ZSTD_isError(made) ? 0 : made;
  }
  size_t made = 0;
  lzma_ret status = lzma_easy_buffer_encode(6, LZMA_CHECK_CRC64, NULL, in, n, out, &made, m);
  return status == LZMA_OK ? made : 0;
}
