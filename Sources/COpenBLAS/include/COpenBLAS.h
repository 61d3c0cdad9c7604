// Plain functions over cblas.h and lapacke.h. All matrices are dense, row-major and of leading dimension = columns;
// which routine, triangle and transposition serve that is decided here, once.
#pragma once

#include <stdint.h>

/// c[m×n] = a[m×k] · b[k×n]
void la_multiply(int32_t m, int32_t n, int32_t k, const double *a, const double *b, double *c);

/// c[m×n] = a[k×m]ᵀ · b[k×n]
void la_multiply_transposed(int32_t m, int32_t n, int32_t k, const double *a, const double *b, double *c);

/// The lower triangle of c[p×p] += a[n×p]ᵀ · a[n×p]; the upper one is not touched.
void la_add_gram_lower(int32_t p, int32_t n, const double *a, double *c);

/// Factors the lower triangle of a[n×n] in place, A = L·Lᵀ. Returns 0, or the order of the first leading minor that is
/// not positive definite, or -1011 where memory ran out.
int32_t la_cholesky_lower(int32_t n, double *a);

/// Solves A·x = b for the factor of la_cholesky_lower; b[n×r] becomes x. Returns 0, or -1011 where memory ran out.
int32_t la_cholesky_solve(int32_t n, int32_t r, const double *factor, double *b);

/// Least squares by QR for m ≥ n: a[m×n] is destroyed, the first n rows of b[m×r] become x. Returns 0, the index of the
/// first zero pivot of R, or -1011 where memory ran out.
int32_t la_least_squares(int32_t m, int32_t n, int32_t r, double *a, double *b);

void la_set_threads(int32_t count);
int32_t la_threads(void);

/// 0: serial, unsafe under concurrent callers; 1: pthreads; 2: OpenMP.
int32_t la_threading(void);

const char *la_configuration(void);
const char *la_kernel(void);

/// Bits of the CPU features that BLAS kernels differ in: 1 AVX, 2 FMA, 4 AVX2, 8 AVX-512F, 16 AVX-512VL, 32 AVX-512DQ;
/// 0 on other processors than x86-64.
int32_t la_cpu_features(void);
