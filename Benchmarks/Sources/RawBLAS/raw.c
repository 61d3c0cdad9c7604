#include "RawBLAS.h"

#include <cblas.h>
#include <lapacke.h>

void raw_dgemm(int32_t n, const double *a, const double *b, double *c) {
  cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, n, n, 1, a, n, b, n, 0, c, n);
}

void raw_there_and_back(int32_t n, int32_t p, int32_t k, const double *a, double *x, double *y) {
  cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, k, p, 1, a, p, x, k, 0, y, k);
  cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, p, k, n, 1, a, p, y, k, 0, x, k);
}

void raw_dsyrk(int32_t n, int32_t p, const double *a, double *c) {
  cblas_dsyrk(CblasRowMajor, CblasLower, CblasTrans, p, n, 1, a, p, 0, c, p);
}

int32_t raw_dposv(int32_t n, int32_t k, double *a, double *b) {
  return LAPACKE_dposv_work(LAPACK_COL_MAJOR, 'U', n, k, a, n, b, n);
}

void raw_set_num_threads(int32_t count) { openblas_set_num_threads(count); }
