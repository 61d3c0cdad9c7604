#include "COpenBLAS.h"

#include <cblas.h>
#include <lapacke.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void la_gemm(int32_t m, int32_t n, int32_t k, double alpha, const double *a, const double *b, double beta, double *c) {
  cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, alpha, a, k, b, n, beta, c, n);
}

void la_gemm_transposed_left(int32_t m, int32_t n, int32_t k, double alpha, const double *a, const double *b,
                             double beta, double *c) {
  cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, m, n, k, alpha, a, m, b, n, beta, c, n);
}

void la_gemm_transposed_right(int32_t m, int32_t n, int32_t k, double alpha, const double *a, const double *b,
                              double beta, double *c) {
  cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasTrans, m, n, k, alpha, a, k, b, k, beta, c, n);
}

void la_syrk_gram_lower(int32_t p, int32_t n, double alpha, const double *a, double beta, double *c) {
  cblas_dsyrk(CblasRowMajor, CblasLower, CblasTrans, p, n, alpha, a, p, beta, c, p);
}

void la_gemm_single(int32_t m, int32_t n, int32_t k, const float *a, const float *b, float *c) {
  cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1, a, k, b, n, 0, c, n);
}

int32_t la_potrf_lower(int32_t n, double *a) {
  // A row-major lower triangle is a column-major upper one, so LAPACK works in place without LAPACKE's copy. The
  // `_work` form leaves out the NaN scan: the caller has made it.
  return LAPACKE_dpotrf_work(LAPACK_COL_MAJOR, 'U', n, a, n);
}

void la_potrs_lower(int32_t n, int32_t k, const double *l, double *b) {
  // What dpotrs does inside, called for row-major right-hand sides so that nothing is transposed.
  cblas_dtrsm(CblasRowMajor, CblasLeft, CblasLower, CblasNoTrans, CblasNonUnit, n, k, 1, l, n, b, k);
  cblas_dtrsm(CblasRowMajor, CblasLeft, CblasLower, CblasTrans, CblasNonUnit, n, k, 1, l, n, b, k);
}

int32_t la_gelsy(int32_t m, int32_t n, int32_t k, double *a, double *b, int32_t *pivots, double rcond, int32_t *rank) {
  memset(pivots, 0, (size_t)n * sizeof *pivots);  // 0: every column is free to move
  return LAPACKE_dgelsy(LAPACK_ROW_MAJOR, m, n, k, a, n, b, k, pivots, rcond, rank);
}

// What OpenBLAS calls before a fork: ends the threads that it started when it was loaded.
extern int blas_thread_shutdown_(void) __attribute__((weak));

void la_use_one_thread(void) {
  openblas_set_num_threads(1);
  // Last, because setting the number starts them again.
  // Started for calls that will never share their work, they would look for some, yielding, for tens of milliseconds.
  if (openblas_get_parallel() == 1 && blas_thread_shutdown_) blas_thread_shutdown_();
}
int32_t la_get_num_threads(void) { return openblas_get_num_threads(); }
int32_t la_get_parallel(void) { return openblas_get_parallel(); }
const char *la_get_config(void) { return openblas_get_config(); }
const char *la_get_core_name(void) { return openblas_get_corename(); }

// What OpenBLAS's own constructor calls; exported by builds for many processors (DYNAMIC_ARCH), absent from others.
extern void gotoblas_dynamic_init(void) __attribute__((weak));
extern void gotoblas_dynamic_quit(void) __attribute__((weak));

int32_t la_choose_core(const char *name) {
  static const char variable[] = "OPENBLAS_CORETYPE";
  static int chosen = 0;
  if (!chosen && getenv(variable)) return 0;
  if (!gotoblas_dynamic_init || !gotoblas_dynamic_quit) return 0;
  // The variable stays set: removing it would move entries under a concurrent reader, and to a child process it says
  // the same truth about the same processor.
  if (setenv(variable, name, 1) != 0) return 0;
  chosen = 1;
  gotoblas_dynamic_quit();
  gotoblas_dynamic_init();
  return 1;
}

static void append(char *buffer, int32_t capacity, int supported, const char *name) {
  size_t used = strlen(buffer);
  if (!supported || used + strlen(name) + 2 > (size_t)capacity) return;
  if (used > 0) strcat(buffer, " ");
  strcat(buffer, name);
}

void la_get_cpu_features(char *buffer, int32_t capacity) {
  if (capacity <= 0) return;
  buffer[0] = 0;
#if defined(__x86_64__)
  __builtin_cpu_init();
  append(buffer, capacity, __builtin_cpu_supports("sse4.2"), "sse4.2");
  append(buffer, capacity, __builtin_cpu_supports("avx"), "avx");
  append(buffer, capacity, __builtin_cpu_supports("avx2"), "avx2");
  append(buffer, capacity, __builtin_cpu_supports("fma"), "fma");
  append(buffer, capacity, __builtin_cpu_supports("avx512f"), "avx512f");
  append(buffer, capacity, __builtin_cpu_supports("avx512dq"), "avx512dq");
  append(buffer, capacity, __builtin_cpu_supports("avx512bw"), "avx512bw");
  append(buffer, capacity, __builtin_cpu_supports("avx512vl"), "avx512vl");
  append(buffer, capacity, __builtin_cpu_supports("avx512bf16"), "avx512bf16");
#elif defined(__aarch64__)
  append(buffer, capacity, 1, "asimd");  // part of the base architecture
#endif
}

uint64_t la_get_physical_memory(void) {
  long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);
  return pages > 0 && size > 0 ? (uint64_t)pages * (uint64_t)size : 0;
}
