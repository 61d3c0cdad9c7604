// The few BLAS and LAPACK routines that Headroom uses, as plain functions.
//
// Every matrix is dense, row-major and packed (its leading dimension is its column count), so layout and
// transposition are decided here once, and Swift never sees LAPACK's headers, characters or enumerations. Dimensions
// are 32-bit because that is what the reference interface promises; the caller checks them.
#pragma once
#include <stdint.h>

// C[m × n] = alpha · A[m × k] · B[k × n] + beta · C
void la_gemm(int32_t m, int32_t n, int32_t k, double alpha, const double *a, const double *b, double beta, double *c);

// C[m × n] = alpha · Aᵀ · B[k × n] + beta · C, where A is [k × m]
void la_gemm_transposed_left(int32_t m, int32_t n, int32_t k, double alpha, const double *a, const double *b,
                             double beta, double *c);

// C[m × n] = alpha · A[m × k] · Bᵀ + beta · C, where B is [n × k]
void la_gemm_transposed_right(int32_t m, int32_t n, int32_t k, double alpha, const double *a, const double *b,
                              double beta, double *c);

// Lower triangle of C[p × p] = alpha · AᵀA + beta · C, where A is [n × p]; the strict upper triangle is left alone.
void la_syrk_gram_lower(int32_t p, int32_t n, double alpha, const double *a, double beta, double *c);

// C[m × n] = A[m × k] · B[k × n] in single precision.
void la_gemm_single(int32_t m, int32_t n, int32_t k, const float *a, const float *b, float *c);

// Overwrites the lower triangle of A[n × n] with L, A = L·Lᵀ. Returns 0, or the 1-based order of the leading minor
// that is not positive definite, or a negative number for a call that LAPACK refuses.
int32_t la_potrf_lower(int32_t n, double *a);

// Overwrites B[n × k] with the solution of L·Lᵀ·X = B.
void la_potrs_lower(int32_t n, int32_t k, const double *l, double *b);

// Least squares through QR with column pivoting: overwrites A[m × n] with its factorisation and the first n rows of
// B[max(m, n) × k] with the solution; `rank` receives the number of columns found independent at tolerance `rcond`,
// `pivots` (n of them) is workspace. Returns LAPACKE's info.
int32_t la_gelsy(int32_t m, int32_t n, int32_t k, double *a, double *b, int32_t *pivots, double rcond, int32_t *rank);

// From now on every call works on its caller's thread alone; to be called before any other thread calls BLAS.
void la_use_one_thread(void);

// OpenBLAS's own account of itself.
int32_t la_get_num_threads(void);
// 0: no threads and no locks, 1: pthread, 2: OpenMP.
int32_t la_get_parallel(void);
const char *la_get_config(void);
const char *la_get_core_name(void);

// Makes OpenBLAS choose its kernel again, as at load time but with the one named, unless the environment variable
// OPENBLAS_CORETYPE already names one. A name it does not know gives its oldest kernel. Returns 1 where the choice was
// made, 0 where the user's stands or the library cannot choose. To be called before any other routine.
int32_t la_choose_core(const char *name);

// The vector extensions of this processor that matter to BLAS, as a constant space-separated list.
void la_get_cpu_features(char *buffer, int32_t capacity);

// Memory of this machine in bytes; 0 where it cannot be told.
uint64_t la_get_physical_memory(void);
