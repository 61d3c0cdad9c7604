#include "CForecasterWeights.h"

// #embed is of C23; the compiler knows it in every dialect.
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char weights[] = {
#embed "hours.weights"
};

const unsigned char *hr_forecaster_weights(void) { return weights; }

size_t hr_forecaster_weights_size(void) { return sizeof weights; }
