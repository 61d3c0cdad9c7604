// BLAS and LAPACK as a C program would call them: what Headroom's matrices are measured beside.
#pragma once
#include <stdint.h>

// c[n × n] = a · b
void raw_dgemm(int32_t n, const double *a, const double *b, double *c);
// y[n × k] = a · x, where a is [n × p] and x [p × k]; then x = aᵀ · y.
void raw_there_and_back(int32_t n, int32_t p, int32_t k, const double *a, double *x, double *y);
// The lower triangle of c[p × p] = aᵀ · a, where a is [n × p].
void raw_dsyrk(int32_t n, int32_t p, const double *a, double *c);
// Overwrites the column-major a[n × n] with its factor and b[n × k] with the solution. Returns LAPACK's info.
int32_t raw_dposv(int32_t n, int32_t k, double *a, double *b);
void raw_set_num_threads(int32_t count);
