// The pretrained weights that come with the program, as they stand in hours.weights beside this.
#pragma once
#include <stddef.h>

// The first byte of a file of `headroom train forecaster`; what it was made from stands in it.
const unsigned char *hr_forecaster_weights(void);

// How many bytes there are.
size_t hr_forecaster_weights_size(void);
