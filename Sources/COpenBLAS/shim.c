#include "COpenBLAS.h"

#include <cblas.h>
#include <lapacke.h>

void la_multiply(int32_t m, int32_t n, int32_t k, const double *a, const double *b, double *c) {
  cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1.0, a, k, b, n, 0.0, c, n);
}

void la_multiply_transposed(int32_t m, int32_t n, int32_t k, const double *a, const double *b, double *c) {
  cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, m, n, k, 1.0, a, m, b, n, 0.0, c, n);
}

void la_add_gram_lower(int32_t p, int32_t n, const double *a, double *c) {
  cblas_dsyrk(CblasRowMajor, CblasLower, CblasTrans, p, n, 1.0, a, p, 1.0, c, p);
}

// A row-major lower triangle is a column-major upper one: asking for that spares LAPACKE's transposed copy.
int32_t la_cholesky_lower(int32_t n, double *a) { return LAPACKE_dpotrf(LAPACK_COL_MAJOR, 'U', n, a, n); }

int32_t la_cholesky_solve(int32_t n, int32_t r, const double *factor, double *b) {
  return LAPACKE_dpotrs(LAPACK_ROW_MAJOR, 'L', n, r, factor, n, b, r);
}

int32_t la_least_squares(int32_t m, int32_t n, int32_t r, double *a, double *b) {
  return LAPACKE_dgels(LAPACK_ROW_MAJOR, 'N', m, n, r, a, n, b, r);
}

void la_set_threads(int32_t count) { openblas_set_num_threads(count); }
int32_t la_threads(void) { return openblas_get_num_threads(); }
int32_t la_threading(void) { return openblas_get_parallel(); }
const char *la_configuration(void) { return openblas_get_config(); }
const char *la_kernel(void) { return openblas_get_corename(); }

int32_t la_cpu_features(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  return (__builtin_cpu_supports("avx") ? 1 : 0) | (__builtin_cpu_supports("fma") ? 2 : 0) |
         (__builtin_cpu_supports("avx2") ? 4 : 0) | (__builtin_cpu_supports("avx512f") ? 8 : 0) |
         (__builtin_cpu_supports("avx512vl") ? 16 : 0) | (__builtin_cpu_supports("avx512dq") ? 32 : 0);
#else
  return 0;
#endif
}
